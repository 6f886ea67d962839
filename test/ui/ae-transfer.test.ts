import { assert, waitUntil } from '@open-wc/testing';
import type { AeTransfer } from '../../src/ui/components/uses/ae-transfer.ts';
import type { AeDashboard } from '../../src/ui/index.ts';
import { assertAccessible } from '../helpers/accessibility.ts';
import { placeSmallDashboard, readNotices } from '../helpers/dashboard.ts';

suite('<ae-transfer>', () => {
  let element: AeDashboard;
  let panel: AeTransfer;
  let saved: Uint8Array;

  suiteSetup(async () => {
    element = await placeSmallDashboard({ 'batch-size': '32', epochs: '1' });
    const uses = element.renderRoot.querySelector('ae-uses')!;
    await waitUntil(() => uses.renderRoot.textContent.includes('Transfer'));
    [...uses.renderRoot.querySelectorAll('button')]
      .find((tab) => tab.textContent.trim() === 'Transfer')!
      .click();
    await waitUntil(() =>
      uses.renderRoot.querySelector('ae-transfer')?.shadowRoot?.querySelector('fieldset'),
    );
    panel = uses.renderRoot.querySelector<AeTransfer>('ae-transfer')!;
  });
  suiteTeardown(() => element.remove());

  const image = {
    data: Uint8Array.from({ length: 784 }, (_, i) => i % 256),
    shape: [1, 28, 28, 1] as [number, number, number, number],
  };
  const code = async () => [...(await element.encode(image)).data];
  const stage = (name: string) =>
    [...panel.renderRoot.querySelectorAll('fieldset label')]
      .find((label) => label.textContent.includes(name))!
      .querySelector('input')!;

  const threeStages = [
    ['end to end', '1 to 1'],
    ['decoder only', '2 to 2'],
    ['end to end', '3 to 3'],
  ];
  const readStages = () =>
    [...panel.renderRoot.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row) =>
      [...row.cells].slice(0, 2).map((cell) => cell.textContent),
    );

  async function trainStage(name: string): Promise<void> {
    const epochs = element.history.length;
    stage(name).click();
    await waitUntil(() => stage(name).checked);
    [...panel.renderRoot.querySelectorAll('button')][0].click();
    await waitUntil(() => element.history.length === epochs + 1 && element.state !== 'training', name, {
      timeout: 20_000,
    });
  }

  test('trains the decoder alone and leaves the codes as they are, then both halves', async () => {
    await element.train();
    const before = await code();
    const latents = { data: Float32Array.from(before), shape: [1, before.length] as [number, number] };
    const decoded = [...(await element.decode(latents)).data];
    await trainStage('Decoder only');
    assert.deepEqual(await code(), before);
    assert.notDeepEqual([...(await element.decode(latents)).data], decoded);
    await trainStage('End to end');
    assert.notDeepEqual(await code(), before);
    await panel.updateComplete;
    assert.deepEqual(readStages(), threeStages);
    await assertAccessible(panel);
  });

  test('begins with the encoder of a saved run', async () => {
    saved = await element.saveFile();
    const before = await code();
    await element.reset();
    assert.notDeepEqual(await code(), before);
    await give(new File([saved as BlobPart], 'earlier.zip'));
    await waitUntil(() => panel.renderRoot.textContent.includes('earlier.zip'), 'the outcome', {
      timeout: 10_000,
    });
    assert.match(
      panel.renderRoot.textContent,
      /\d+ of \d+ arrays of weights were taken from earlier.zip; the other/,
    );
    assert.deepEqual(await code(), before);
    assert.lengthOf(element.history, 0);
    assert.equal(element.state, 'ready');
  });

  test('tells the stages of a saved run too, and the one it would go on with', async () => {
    await element.openFile(saved);
    await waitUntil(() => readStages().length === 3, 'the stages of the file');
    assert.deepEqual(readStages(), threeStages);
    stage('Encoder only').click();
    await waitUntil(() => readStages().length === 4, 'another stage');
    assert.deepEqual(readStages()[3], ['encoder only', 'none yet']);
    stage('End to end').click();
    await waitUntil(() => readStages().length === 3, 'a stage that nothing was trained in was none');
  });

  test('refuses what is no run, and keeps the model', async () => {
    const before = await code();
    await give(new File(['no run'], 'other.zip'));
    await waitUntil(async () => (await readNotices(element)).length > 0, 'a notice', { timeout: 10_000 });
    assert.match((await readNotices(element)).join(), /expected/);
    assert.deepEqual(await code(), before);
  });

  async function give(file: File): Promise<void> {
    await waitUntil(() => !panel.renderRoot.querySelector<HTMLInputElement>('[type="file"]')!.disabled);
    const input = panel.renderRoot.querySelector<HTMLInputElement>('[type="file"]')!;
    const transfer = new DataTransfer();
    transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
  }
});
