import { assert, fixture, html } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeHeader, CommandDetail } from '../../../src/ui/components/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';
import { recordEvents } from '../../helpers/recorded-events.ts';

const info = {
  name: 'mnist',
  imageShape: [28, 28, 1],
  counts: { train: 54_000, validation: 6000, test: 10_000 },
  classNames: [],
  hasLabels: true,
};
const summary = {
  layers: [],
  latentLayer: 0,
  latentDim: 49,
  totalParams: 416_262,
  trainableParams: 1,
  nonTrainableParams: 1,
};
const capabilities = { simd: true, relaxedSimd: true, threads: 2, crossOriginIsolated: true };

async function mount(): Promise<AeHeader> {
  return fixture<AeHeader>(
    html`<ae-header
      .info=${info}
      .summary=${summary}
      .capabilities=${capabilities}
      .imagesPerSecond=${1240.4}
      .preset=${'seed'}
    ></ae-header>`,
  );
}

function drop(element: AeHeader, ...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const target = element.renderRoot.querySelector('.head')!;
  target.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
}

const fileOf = (name: string, bytes: number) => new File([new Uint8Array(bytes)], name);

suite('ae-header', () => {
  test('says what is trained on what', async () => {
    const { textContent } = (await mount()).renderRoot;
    assert.include(textContent, 'MNIST · 54,000 train · 6,000 validation · 10,000 test');
    assert.include(textContent, '2 threads · relaxed SIMD · 1,240 img/s');
    assert.include(textContent, 'Seed, 416,262 parameters');
  });

  test('sends the chosen preset and the next theme', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await mount();
    const select = element.renderRoot.querySelector('select')!;
    select.value = 'compact';
    select.dispatchEvent(new Event('change'));
    element.renderRoot.querySelector<HTMLButtonElement>('.icon')!.click();
    stop();
    assert.deepEqual(details, [
      { command: 'preset', value: 'compact' },
      { command: 'theme', value: 'light' },
    ]);
  });

  test('makes one data set of dropped IDX files, images and labels told apart by size', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await mount();
    const [images, labels, test1, test2] = [
      fileOf('a', 900),
      fileOf('b', 9),
      fileOf('t10k-x', 8),
      fileOf('t10k-y', 80),
    ];
    drop(element, labels, test1, images, test2);
    drop(element, images);
    stop();
    assert.deepEqual(
      details.map(({ command }) => command),
      ['open-data', 'open-data'],
    );
    const source = details[0].value as Record<string, unknown>;
    assert.strictEqual(source.images, images);
    assert.strictEqual(source.labels, labels);
    assert.deepEqual(source.test, { images: test2, labels: test1 });
    assert.deepEqual(details[1].value, { images });
  });

  test('says what it expected where files cannot be told apart', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await mount();
    drop(element, fileOf('a', 3), fileOf('b', 2), fileOf('c', 1));
    await element.updateComplete;
    stop();
    assert.deepEqual(details, []);
    assert.match(
      element.renderRoot.querySelector('[role=alert]')!.textContent,
      /expected images and at most one/,
    );
  });

  test('opens a dropped run, and takes nothing while locked', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await mount();
    const run = fileOf('run.zip', 5);
    drop(element, run);
    element.locked = true;
    await element.updateComplete;
    drop(element, run);
    stop();
    assert.deepEqual(details, [{ command: 'open', value: run }]);
    assert.isTrue(element.renderRoot.querySelector('select')!.disabled);
  });

  test('opens its menu under the button, within the window, and is accessible with it', async () => {
    const element = await mount();
    element.renderRoot.querySelector<HTMLButtonElement>('.menu-button')!.click();
    const menu = element.renderRoot.querySelector('[popover]')!;
    assert.isTrue(menu.matches(':popover-open'));
    const box = menu.getBoundingClientRect();
    assert.isAtLeast(box.left, 0);
    assert.isAtMost(box.right, innerWidth);
    await assertAccessible(element);
  });
});
