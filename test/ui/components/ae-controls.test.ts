import { assert, fixture, html } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeControls, CommandDetail, ControlsProgress } from '../../../src/ui/components/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';
import { recordEvents } from '../../helpers/recorded-events.ts';

const progress: ControlsProgress = {
  epoch: 11,
  epochs: 25,
  batch: 140,
  batches: 211,
  loss: 0.0951,
  validationRmse: 0.09412,
  imagesPerSecond: 1240,
  remainingMs: 38 * 60_000,
};

async function mount(state: AeControls['state'], given?: ControlsProgress): Promise<AeControls> {
  return fixture<AeControls>(
    html`<ae-controls .state=${state} .progress=${given} .settings=${{ epochs: 25 }}></ae-controls>`,
  );
}

function findButton(element: AeControls, name: string): HTMLButtonElement {
  const buttons = [...element.renderRoot.querySelectorAll('button')];
  const found = buttons.find((button) => (button.ariaLabel ?? button.textContent)?.trim() === name);
  if (!found) throw new Error(`expected a button ${name}`);
  return found;
}

function enabledButtons(element: AeControls): string[] {
  return [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.controls button')]
    .filter((button) => !button.disabled)
    .map((button) => button.textContent.trim());
}

suite('ae-controls', () => {
  const expected = {
    idle: [],
    loading: [],
    ready: ['Train', 'batch', 'epoch', 'Reset'],
    training: ['Pause', 'Stop', 'Reset'],
    paused: ['Resume', 'batch', 'epoch', 'Stop', 'Reset'],
    failed: ['Train', 'Reset'],
  } as const;
  for (const [state, enabled] of Object.entries(expected)) {
    test(`offers ${enabled.join(', ') || 'nothing'} when ${state}`, async () => {
      assert.deepEqual(enabledButtons(await mount(state as AeControls['state'])), [...enabled]);
    });
  }

  test('offers nothing while busy', async () => {
    const element = await mount('paused');
    element.busy = true;
    await element.updateComplete;
    assert.deepEqual(enabledButtons(element), []);
  });

  test('sends what was asked for, past all shadow roots', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await mount('paused');
    for (const name of ['Resume', 'Step one batch', 'Step one epoch', 'Stop'])
      findButton(element, name).click();
    element.state = 'training';
    await element.updateComplete;
    findButton(element, 'Pause').click();
    stop();
    assert.deepEqual(
      details.map(({ command }) => command),
      ['resume', 'step-batch', 'step-epoch', 'stop', 'pause'],
    );
  });

  test('asks before a run is forgotten, and can be told to keep it', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await mount('paused', progress);
    const dialog = element.renderRoot.querySelector('dialog')!;
    findButton(element, 'Reset').click();
    assert.isTrue(dialog.open);
    await assertAccessible(element);
    findButton(element, 'Keep the run').click();
    assert.isFalse(dialog.open);
    assert.deepEqual(details, []);
    findButton(element, 'Reset').click();
    dialog.querySelector<HTMLButtonElement>('.confirm')!.click();
    stop();
    assert.deepEqual(details, [{ command: 'reset' }]);
  });

  test('says where the run stands', async () => {
    const element = await mount('training', progress);
    const line = element.renderRoot.querySelector('.line')!.textContent.replaceAll(/\s+/g, ' ').trim();
    assert.match(line, /^Epoch 11 of 25 · batch 140 of 211 · validation RMSE 0\.0941\s?38 min left$/);
    const bar = element.renderRoot.querySelector('progress')!;
    assert.closeTo(bar.value, (10 + 140 / 211) / 25, 1e-9);
  });

  test('shows the progress of loading', async () => {
    const element = await mount('loading', { what: 'Loading MNIST', done: 31, total: 70 });
    assert.match(element.renderRoot.querySelector('.line')!.textContent, /Loading MNIST\s*44 %/);
  });

  test('has the same height in every state', async () => {
    const heights = new Set<number>();
    for (const state of ['idle', 'ready', 'training', 'paused', 'failed'] as const) {
      for (const given of [undefined, progress]) heights.add((await mount(state, given)).offsetHeight);
    }
    assert.strictEqual(heights.size, 1, [...heights].join(', '));
  });

  test('is accessible', async () => {
    await assertAccessible(await mount('training', progress));
  });
});
