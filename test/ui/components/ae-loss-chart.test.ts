import { assert, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeLossChart } from '../../../src/ui/components/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';

const history = [0.25, 0.15, 0.12, 0.11].map((trainRmse, at) => ({
  epoch: at + 1,
  trainRmse,
  validationRmse: trainRmse - 0.01,
  elapsedMs: 1000 * at,
  imagesPerSecond: 5000,
}));

async function mount(points = history): Promise<AeLossChart> {
  const element = await fixture<AeLossChart>(
    html`<ae-loss-chart
      .history=${points}
      .epochs=${10}
      .pcaRmse=${0.1081}
      .pcaComponents=${49}
    ></ae-loss-chart>`,
  );
  await waitUntil(() => element.renderRoot.querySelector('.pca line'), 'the chart is drawn');
  return element;
}

const reading = (element: AeLossChart) => element.renderRoot.querySelector('.reading')!.textContent.trim();

suite('ae-loss-chart', () => {
  test('draws one point an epoch as the history grows, at one size', async () => {
    const element = await mount([]);
    const { offsetHeight } = element;
    for (let epochs = 1; epochs <= history.length; epochs++) {
      element.history = history.slice(0, epochs);
      await element.updateComplete;
      assert.strictEqual(element.renderRoot.querySelectorAll('.train circle').length, epochs);
      assert.strictEqual(element.offsetHeight, offsetHeight);
    }
  });

  test('reads values by keyboard and goes back to the last epoch', async () => {
    const element = await mount();
    assert.include(reading(element), 'epoch 4');
    const slider = element.renderRoot.querySelector('input')!;
    slider.value = '2';
    slider.dispatchEvent(new Event('input'));
    await element.updateComplete;
    assert.match(reading(element), /epoch 2\s*train 0.1500\s*validation 0.1400/);
    assert.include(slider.getAttribute('aria-valuetext')!, 'Epoch 2: train 0.1500');
    assert.isNotNull(element.renderRoot.querySelector('.rule line'));
    slider.dispatchEvent(new Event('blur'));
    await element.updateComplete;
    assert.include(reading(element), 'epoch 4');
  });

  test('changes between linear and logarithmic', async () => {
    const element = await mount();
    const heightOf = () => element.renderRoot.querySelectorAll('.train circle')[1].getAttribute('cy');
    const linear = heightOf();
    element.renderRoot.querySelector('button')!.click();
    await element.updateComplete;
    assert.notStrictEqual(heightOf(), linear);
    element.renderRoot.querySelector('button')!.click();
    await element.updateComplete;
    assert.strictEqual(heightOf(), linear);
  });

  test('draws again after it was moved in the page', async () => {
    const element = await mount();
    const parent = element.parentElement!;
    element.remove();
    parent.append(element);
    await waitUntil(() => element.renderRoot.querySelectorAll('.train circle').length === 4, 'drawn again');
  });

  test('is accessible with and without a history', async () => {
    await assertAccessible(await mount());
    await assertAccessible(await mount([]));
  });
});
