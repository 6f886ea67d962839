import { assert, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeImageCard, AeLatentMap, LatentMapData } from '../../../src/ui/components/index.ts';
import { findColourings, inkPoints } from '../../../src/ui/components/map-colouring.ts';
import { describePoint } from '../../../src/ui/components/describe-map.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';
import { takePictures } from '../../helpers/map-pictures.ts';
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

  async function mount(): Promise<AeLatentMap> {
    const element = await fixture<AeLatentMap>(
      html`<ae-latent-map
        .data=${data}
        colouring="prediction"
        style="width: 700px; height: 500px"
      ></ae-latent-map>`,
    );
    await waitUntil(() => element.renderRoot.querySelector<HTMLCanvasElement>('canvas.points')!.width > 300);
    return element;
  }

  test('rings the mistakes in saved pictures too, whose legend says so', async () => {
    const element = await mount();
    const { svg, png } = await takePictures(element);
    const uses = [...svg.querySelectorAll('use')];
    const rings = uses.filter((use) => use.getAttribute('href') === '#ring');
    assert.lengthOf(rings, 3);
    assert.isNotNull(svg.querySelector('#ring path'));
    for (const ring of rings) {
      const point = uses[uses.indexOf(ring) - 1];
      const middleOf = (use: Element, at: 'x' | 'y') =>
        Number(use.getAttribute(at)) + Number(use.getAttribute('width')) / 2;
      assert.closeTo(middleOf(ring, 'x'), middleOf(point, 'x'), 0.2);
      assert.closeTo(middleOf(ring, 'y'), middleOf(point, 'y'), 0.2);
      assert.isAbove(uses.indexOf(ring), count - 3, 'above the others');
    }
    const texts = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
    assert.includeMembers(texts, ['Ringed: wrong  3 of 40', 'Colour: what it is taken for', 'nought  10']);

    const canvas = new OffscreenCanvas(png.width, png.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(png, 0, 0);
    const map = element.renderRoot.querySelector<HTMLCanvasElement>('canvas.points')!;
    const { clientWidth } = map;
    const scale = map.width / clientWidth;
    // The legend's third line, right of the map: the mark is a ring, empty in its middle.
    const [left, top] = [(clientWidth + 32) * scale, (40 + 2 * 20 + 4) * scale];
    const pixels = context.getImageData(left, top, 12 * scale, 12 * scale);
    const inkAt = (x: number, y: number) => pixels.data[4 * (Math.round(y) * pixels.width + Math.round(x))];
    const paper = context.getImageData(1, 1, 1, 1).data[0];
    assert.equal(inkAt(6 * scale, 6 * scale), paper);
    assert.notEqual(inkAt(6 * scale, 1.5 * scale), paper);

    element.colouring = 'label';
    await element.updateComplete;
    assert.isNull((await takePictures(element)).svg.querySelector('use[href="#ring"]'));
  });

  test('shows the count in the legend, from which the mistakes can be selected', async () => {
    const element = await mount();
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
