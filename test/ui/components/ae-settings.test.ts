import { assert, fixture, html } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeSettings, CommandDetail } from '../../../src/ui/components/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';
import { recordEvents } from '../../helpers/recorded-events.ts';

const settings = { epochs: 10, batchSize: 128, learningRate: 0.002, seed: 0, threads: 2 };

async function mount(locked = false): Promise<AeSettings> {
  return fixture<AeSettings>(html`<ae-settings .settings=${settings} .locked=${locked}></ae-settings>`);
}

function enter(element: AeSettings, id: string, value: string): HTMLInputElement {
  const input = element.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!;
  input.value = value;
  input.dispatchEvent(new Event('change'));
  return input;
}

suite('ae-settings', () => {
  test('shows the settings, a seed of 0 too', async () => {
    const inputs = [...(await mount()).renderRoot.querySelectorAll('input')];
    assert.deepEqual(
      inputs.map((input) => input.value),
      ['10', '128', '0.002', '0', '2'],
    );
  });

  test('sends the changed field as a number', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await mount();
    enter(element, 'learningRate', '0.0005');
    enter(element, 'seed', '0');
    stop();
    assert.deepEqual(details, [
      { command: 'settings', value: { learningRate: 0.0005 } },
      { command: 'settings', value: { seed: 0 } },
    ]);
  });

  for (const [id, value] of [
    ['batchSize', '0'],
    ['batchSize', ''],
    ['epochs', '2.5'],
    ['learningRate', '0'],
    ['seed', '-1'],
  ]) {
    test(`says what is expected, and sends nothing, for ${id} = "${value}"`, async () => {
      const { details, stop } = recordEvents<CommandDetail>('ae-command');
      const element = await mount();
      const input = enter(element, id, value);
      await element.updateComplete;
      stop();
      assert.deepEqual(details, []);
      const problem = element.renderRoot.querySelector(`#${input.getAttribute('aria-describedby')}`);
      assert.match(problem!.textContent, /^Expected a/);
      await assertAccessible(element);
      enter(element, id, '1');
      await element.updateComplete;
      assert.isNull(element.renderRoot.querySelector('.problem'));
    });
  }

  test('leaves only the learning rate open while locked, and says why', async () => {
    const element = await mount(true);
    const open = [...element.renderRoot.querySelectorAll('input')].filter((input) => !input.disabled);
    assert.deepEqual(
      open.map(({ id }) => id),
      ['learningRate'],
    );
    assert.include(element.renderRoot.querySelector('#locked')!.textContent, 'only the learning rate');
    await assertAccessible(element);
  });

  test('sends nothing when a property is set', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await mount();
    element.settings = { ...settings, epochs: 3 };
    await element.updateComplete;
    stop();
    assert.deepEqual(details, []);
    assert.strictEqual(element.renderRoot.querySelector<HTMLInputElement>('#epochs')!.value, '3');
  });
});
