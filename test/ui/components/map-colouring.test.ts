import { assert, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeImageCard, AeLatentMap, LatentMapData } from '../../../src/ui/components/index.ts';
import { findColourings, inkPoints } from '../../../src/ui/components/map-colouring.ts';
import { describePoint } from '../../../src/ui/components/describe-map.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';
import { recordEvents } from '../../helpers/recorded-events.ts';

const count = 40;
const labels = Uint8Array.from({ length: count }, (_, row) => row % 4);
/** All right but for three. */
const said = labels.map((label, row) => (row === 3 || row === 17 || row === 30 ? (label + 1) % 4 : label));

const data: LatentMapData = {
  points: Float32Array.from({ length: 2 * count }, (_, at) => (at % 2 ? Math.floor(at / 16) : (at / 2) % 8)),
  labels,
  indices: Uint32Array.from({ length: count }, (_, row) => 100 + row),
  images: new Uint8Array(count),
  classNames: ['nought', 'one', 'two', 'three'],
  imageShape: [1, 1, 1],
  method: 'umap',
  predictions: { labels: said },
};

suite('map colouring by prediction', () => {
  test('is offered where a classifier has spoken and labels tell whether it is right', () => {
    assert.include(findColourings(data), 'prediction');
    const { predictions: _, ...plain } = data;
    assert.notInclude(findColourings(plain), 'prediction');
    assert.notInclude(findColourings({ ...data, labels: new Uint8Array() }), 'prediction');
  });

  test('inks points by what is said, rings the mistakes and counts them', () => {
    const { inkOf, ringed, mistakes } = inkPoints(data, 'prediction');
    assert.deepEqual(inkOf, said);
    assert.deepEqual(
      [...ringed!.keys()].filter((row) => ringed![row] === 1),
      [3, 17, 30],
    );
    assert.deepEqual(mistakes, { wrong: 3, total: count });
  });

  test('says aloud what a point is mistaken for, and nothing of those that are right', () => {
    assert.include(describePoint(data, 3), 'taken for nought');
    assert.notInclude(describePoint(data, 4), 'taken for');
  });

  test('shows the count in the legend, from which the mistakes can be selected', async () => {
    const element = await fixture<AeLatentMap>(
      html`<ae-latent-map
        .data=${data}
        colouring="prediction"
        style="width: 700px; height: 500px"
      ></ae-latent-map>`,
    );
    await waitUntil(() => element.renderRoot.querySelector<HTMLCanvasElement>('canvas.points')!.width > 300);
    const legend = element.renderRoot.querySelector('ae-map-legend')!;
    await legend.updateComplete;
    const button = legend.renderRoot.querySelector<HTMLButtonElement>('.mistakes button')!;
    assert.match(button.textContent.replace(/\s+/g, ' ').trim(), /Wrong 3$/);
    const { details, stop } = recordEvents<{ indices: number[] }>('map-select');
    button.click();
    stop();
    assert.deepEqual(details, [{ indices: [103, 117, 130] }]);
    await assertAccessible(element);
    element.colouring = 'label';
    await element.updateComplete;
    await legend.updateComplete;
    assert.isNull(legend.renderRoot.querySelector('.mistakes'));
  });
});

suite('ae-image-card', () => {
  test('tells what a classifier says, how sure it is, and whether it is wrong', async () => {
    const sample = {
      split: 'test',
      index: 5,
      label: 2,
      className: 'two',
      original: new Uint8Array(1),
    } as const;
    const element = await fixture<AeImageCard>(
      html`<ae-image-card
        .imageShape=${[1, 1, 1]}
        .sample=${{ ...sample, prediction: { className: 'three', confidence: 0.876, isRight: false } }}
      ></ae-image-card>`,
    );
    const line = () => element.renderRoot.querySelector('dl')!.textContent.replace(/\s+/g, ' ');
    assert.include(line(), 'The classifier says wrongly three, 87.6 % sure');
    element.sample = { ...sample, prediction: { className: 'two', confidence: 1, isRight: true } };
    await element.updateComplete;
    assert.include(line(), 'The classifier says two, 100.0 % sure');
    element.sample = sample;
    await element.updateComplete;
    assert.notInclude(line(), 'classifier');
  });
});
