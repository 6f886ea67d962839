import { assert, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeLatentMap, LatentMapData } from '../../../src/ui/components/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';
import { loadRealDigits } from '../../helpers/real-digits.ts';
import { recordEvents } from '../../helpers/recorded-events.ts';

interface Point {
  index: number | null;
  row: number | null;
}

suite('ae-latent-map', () => {
  let data: LatentMapData;

  suiteSetup(async () => {
    const count = 100;
    const { images, labels } = await loadRealDigits(count);
    // A 10 × 10 grid, indices far from rows, so that one cannot be taken for the other.
    data = {
      points: Float32Array.from({ length: 2 * count }, (_, at) =>
        at % 2 ? -Math.floor(at / 20) : (at / 2) % 10,
      ),
      labels,
      indices: Uint32Array.from({ length: count }, (_, row) => 5000 + 7 * row),
      images,
      classNames: '0123456789'.split(''),
      imageShape: [28, 28, 1],
      title: 'Test images',
      method: 'umap',
      rmse: Float32Array.from({ length: count }, (_, row) => row / 1000),
    };
  });

  async function mount(given?: LatentMapData): Promise<{ element: AeLatentMap; canvas: HTMLCanvasElement }> {
    const element = await fixture<AeLatentMap>(
      html`<ae-latent-map .data=${given} style="width: 700px; height: 500px"></ae-latent-map>`,
    );
    const canvas = element.renderRoot.querySelector<HTMLCanvasElement>('canvas.points')!;
    if (given) await waitUntil(() => canvas.width > 300, 'the map is drawn');
    return { element, canvas };
  }

  function press(canvas: HTMLCanvasElement, ...keys: string[]): void {
    for (const key of keys) canvas.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  }

  /** Where a row of the grid lies in the window, found by pointing with the keyboard. */
  async function placeOf(element: AeLatentMap, row: number): Promise<{ clientX: number; clientY: number }> {
    element.hovered = data.indices[row];
    await element.updateComplete;
    const box = element.renderRoot.querySelector('.ring.hovered')!.getBoundingClientRect();
    element.hovered = null;
    await element.updateComplete;
    return { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
  }

  /** Whether anything is drawn within 4 pixels of a place: glyphs may be hollow in the middle. */
  function hasInk(
    canvas: HTMLCanvasElement,
    { clientX, clientY }: { clientX: number; clientY: number },
  ): boolean {
    const box = canvas.getBoundingClientRect();
    const ratio = canvas.width / box.width;
    const [left, top] = [(clientX - box.x - 4) * ratio, (clientY - box.y - 4) * ratio];
    const { data: bytes } = canvas.getContext('2d')!.getImageData(left, top, 8 * ratio, 8 * ratio);
    const words = new Uint32Array(bytes.buffer);
    return words.some((word) => word !== words[0]);
  }

  test('names the image under the pointer by its index, once, and forgets it when the pointer leaves', async () => {
    const { element, canvas } = await mount(data);
    const place = await placeOf(element, 42);
    const { details, stop } = recordEvents<Point>('map-hover');
    canvas.dispatchEvent(new PointerEvent('pointermove', place));
    canvas.dispatchEvent(new PointerEvent('pointermove', { ...place, clientX: place.clientX + 1 }));
    canvas.dispatchEvent(new PointerEvent('pointerleave'));
    stop();
    assert.deepEqual(details, [
      { index: 5000 + 7 * 42, row: 42 },
      { index: null, row: null },
    ]);
  });

  test('shows the hovered digit and says its label and error', async () => {
    const { element, canvas } = await mount(data);
    canvas.dispatchEvent(new PointerEvent('pointermove', await placeOf(element, 42)));
    await element.updateComplete;
    const lens = element.renderRoot.querySelector<HTMLCanvasElement>('.lens canvas')!;
    const shown = lens
      .getContext('2d')!
      .getImageData(0, 0, 28, 28)
      .data.filter((_, at) => at % 4 === 0);
    assert.deepEqual([...shown], [...data.images.subarray(42 * 784, 43 * 784)]);
    const said = element.renderRoot.querySelector('[role=status]')!.textContent.trim();
    assert.strictEqual(said, `${data.labels[42]}, image ${5000 + 7 * 42}, error 0.0420`);
  });

  test('pins on click', async () => {
    const { element, canvas } = await mount(data);
    const place = await placeOf(element, 7);
    const { details, stop } = recordEvents<Point>('map-pin');
    canvas.dispatchEvent(new MouseEvent('click', place));
    stop();
    assert.deepEqual(details, [{ index: 5049, row: 7 }]);
    assert.strictEqual(element.selected, 5049);
  });

  test('hides classes in the picture and from the pointer, the others keeping their index', async () => {
    const { element, canvas } = await mount(data);
    const alone = data.labels[42];
    const other = data.labels.findIndex((label) => label !== alone);
    const [placeAlone, placeOther] = [await placeOf(element, 42), await placeOf(element, other)];
    assert.isTrue(hasInk(canvas, placeOther));

    const legend = element.renderRoot.querySelector('ae-map-legend')!;
    const entry = [...legend.renderRoot.querySelectorAll('li')].find(
      (item) => item.querySelector('.name')!.textContent === String(alone),
    )!;
    entry.querySelector('button')!.click();
    await waitUntil(() => !hasInk(canvas, placeOther), 'the other class is gone');
    assert.isTrue(hasInk(canvas, placeAlone));
    const { details, stop } = recordEvents<Point>('map-hover');
    canvas.dispatchEvent(new PointerEvent('pointermove', placeOther));
    canvas.dispatchEvent(new PointerEvent('pointermove', placeAlone));
    stop();
    assert.deepEqual(details.at(-1), { index: 5000 + 7 * 42, row: 42 });
    assert.isTrue(details.every(({ row }) => row === null || data.labels[row] === alone));

    entry.querySelector('button')!.click();
    await waitUntil(() => hasInk(canvas, placeOther), 'all classes are back');
    entry.querySelector('input')!.click();
    await waitUntil(() => !hasInk(canvas, placeAlone), 'the one class is hidden');
  });

  test('counts the classes in the legend', async () => {
    const { element } = await mount(data);
    await element.updateComplete;
    const items = element.renderRoot.querySelector('ae-map-legend')!.renderRoot.querySelectorAll('.count');
    const sum = [...items].reduce((total, item) => total + Number(item.textContent), 0);
    assert.strictEqual(sum, 100);
  });

  test('goes from point to point by keyboard, pins and clears', async () => {
    const { element, canvas } = await mount(data);
    element.selected = data.indices[44];
    await element.updateComplete;
    const hover = recordEvents<Point>('map-hover');
    const pin = recordEvents<Point>('map-pin');
    press(canvas, 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'PageDown', 'Enter', 'Escape');
    hover.stop();
    pin.stop();
    assert.deepEqual(
      hover.details.map(({ row }) => row),
      [45, 55, 54, 44, 45, null],
    );
    assert.deepEqual(
      pin.details.map(({ row }) => row),
      [45, null],
    );
  });

  test('starts in the middle and reaches every point by number', async () => {
    const { canvas } = await mount(data);
    const { details, stop } = recordEvents<Point>('map-hover');
    press(canvas, ...Array.from({ length: 101 }, () => 'PageDown'));
    stop();
    assert.include([44, 45, 54, 55], details[0].row);
    assert.strictEqual(new Set(details.map(({ row }) => row)).size, 100);
  });

  test('zooms by key, and back', async () => {
    const { element, canvas } = await mount(data);
    const [before, after] = [await placeOf(element, 0), await placeOf(element, 9)];
    press(canvas, '+');
    const spread = async () => (await placeOf(element, 9)).clientX - (await placeOf(element, 0)).clientX;
    const initial = after.clientX - before.clientX;
    await waitUntil(async () => Math.abs((await spread()) / initial - 1.5) < 0.01, 'zoomed in');
    press(canvas, '0');
    await waitUntil(async () => Math.abs((await spread()) / initial - 1) < 0.01, 'whole again');
  });

  test('keeps the zoom when the layout changes', async () => {
    const { element, canvas } = await mount(data);
    const initial = (await placeOf(element, 9)).clientX - (await placeOf(element, 0)).clientX;
    press(canvas, '+');
    element.data = { ...data, points: data.points.map((value) => value * 3) };
    await element.updateComplete;
    await waitUntil(async () => {
      const spread = (await placeOf(element, 9)).clientX - (await placeOf(element, 0)).clientX;
      return Math.abs(spread / initial - 1.5) < 0.01;
    }, 'zoomed and laid out');
  });

  test('asks for another projection, shows progress and what PCA explains', async () => {
    const { details, stop } = recordEvents<{ method: string }>('map-method');
    const { element } = await mount({ ...data, progress: { done: 30, total: 200 } });
    assert.strictEqual(element.renderRoot.querySelector('progress')!.value, 30);
    element.renderRoot.querySelectorAll<HTMLButtonElement>('.bar button')[1].click();
    stop();
    assert.deepEqual(details, [{ method: 'pca' }]);
    element.data = { ...data, method: 'pca', explained: [0.097, 0.071] };
    await element.updateComplete;
    assert.include(element.renderRoot.textContent, 'component 1, 9.7 % of the variance');
    assert.isNull(element.renderRoot.querySelector('progress'));
  });

  test('does without labels', async () => {
    const { element } = await mount({ ...data, labels: new Uint8Array() });
    element.hovered = 5000;
    await element.updateComplete;
    assert.include(element.renderRoot.querySelector('[role=status]')!.textContent, 'no label, image 5000');
  });

  test('is drawn again after it was moved in the page', async () => {
    const { element } = await mount(data);
    const parent = element.parentElement!;
    element.remove();
    parent.append(element);
    await element.updateComplete;
    const place = await placeOf(element, 42);
    const canvas = element.renderRoot.querySelector<HTMLCanvasElement>('canvas.points')!;
    const { details, stop } = recordEvents<Point>('map-hover');
    canvas.dispatchEvent(new PointerEvent('pointermove', place));
    stop();
    assert.deepEqual(details, [{ index: 5294, row: 42 }]);
  });

  test('is accessible, empty and full', async () => {
    const empty = await mount();
    assert.include(empty.element.renderRoot.textContent, 'will be a point here');
    await assertAccessible(empty.element);
    await assertAccessible((await mount(data)).element);
  });
});
