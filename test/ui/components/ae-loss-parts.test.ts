import { assert, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeLossChart } from '../../../src/ui/components/index.ts';
import type { AeLossParts } from '../../../src/ui/components/ae-loss-parts.ts';
import type { AeCurveChart } from '../../../src/ui/components/uses/ae-curve-chart.ts';
import type { LossPoint } from '../../../src/ui/charts/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';

const history: LossPoint[] = [1, 2, 3].map((epoch) => ({
  epoch,
  trainRmse: 0.3 / epoch,
  validationRmse: 0.28 / epoch,
  parts: {
    kl: { train: 4 + epoch, validation: 4.25 + epoch },
    reconstruction: { train: 120 - epoch, validation: 121 - epoch },
  },
}));

async function mount(points: LossPoint[]): Promise<AeLossChart> {
  return fixture<AeLossChart>(html`<ae-loss-chart .history=${points} .epochs=${5}></ae-loss-chart>`);
}

/** Figures beside the title of each part. */
async function readParts(element: AeLossChart): Promise<string[]> {
  await waitUntil(() => element.renderRoot.querySelector('ae-loss-parts')?.shadowRoot?.querySelector('h3'));
  const parts = element.renderRoot.querySelector<AeLossParts>('ae-loss-parts')!;
  await parts.updateComplete;
  return [...parts.renderRoot.querySelectorAll('figcaption')].map((caption) =>
    caption.textContent.replace(/\s+/g, ' ').trim(),
  );
}

suite('ae-loss-parts', () => {
  test('stand apart under the RMSE, reconstruction before KL, and say what they are', async () => {
    const element = await mount(history);
    assert.deepEqual(await readParts(element), [
      'Reconstruction train 117.0 validation 118.0',
      'KL divergence train 7.00 validation 7.25',
    ]);
    const parts = element.renderRoot.querySelector<AeLossParts>('ae-loss-parts')!;
    assert.include(parts.renderRoot.querySelector('p')!.textContent, 'variational encoder');
    await waitUntil(() =>
      parts.renderRoot.querySelector<AeCurveChart>('ae-curve-chart')!.renderRoot.querySelector('path.curve'),
    );
    const paths = parts.renderRoot
      .querySelector<AeCurveChart>('ae-curve-chart')!
      .renderRoot.querySelectorAll('path.curve');
    assert.lengthOf(paths, 2);
    await assertAccessible(element);
  });

  test('follow the epoch that is read, aloud too', async () => {
    const element = await mount(history);
    await readParts(element);
    const slider = element.renderRoot.querySelector('input')!;
    slider.value = '1';
    slider.dispatchEvent(new Event('input'));
    await element.updateComplete;
    assert.include((await readParts(element))[1], 'train 5.00');
    assert.include(slider.getAttribute('aria-valuetext')!, 'KL divergence train 5.00, validation 5.25');
  });

  test('explain a classifier’s, whose accuracy is a share', async () => {
    const accuracy = { train: 0.981, validation: 0.9775 };
    const element = await mount([{ epoch: 1, trainRmse: 0.1, validationRmse: 0.1, parts: { accuracy } }]);
    assert.deepEqual(await readParts(element), ['Accuracy train 98.1 % validation 97.8 %']);
    assert.include(
      element.renderRoot.querySelector<AeLossParts>('ae-loss-parts')!.renderRoot.textContent,
      'discriminative',
    );
  });

  test('are absent where the loss is the RMSE alone', async () => {
    const element = await mount(history.map(({ parts: _, ...point }) => point));
    assert.isNull(element.renderRoot.querySelector('ae-loss-parts'));
    assert.include(element.renderRoot.textContent, 'Loss (RMSE)');
  });
});
