import { assert, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeLatentMap, LatentMapData } from '../../../src/ui/components/index.ts';
import { takePictures } from '../../helpers/map-pictures.ts';
import { loadRealDigits } from '../../helpers/real-digits.ts';
import { recordEvents } from '../../helpers/recorded-events.ts';

suite('ae-latent-map: selecting, colours, neighbours, pictures', () => {
  const count = 100;
  let data: LatentMapData;

  suiteSetup(async () => {
    const { images, labels } = await loadRealDigits(count);
    const k = 3;
    // Each point is near the next three by number, in latent space and, but for the last of the three, on the map.
    const near = (last: number) =>
      Uint32Array.from({ length: count * k }, (_, at) => {
        const step = (at % k) + 1;
        return (Math.floor(at / k) + (step === k ? last : step)) % count;
      });
    data = {
      points: Float32Array.from({ length: 2 * count }, (_, at) =>
        at % 2 ? -Math.floor(at / 20) : (at / 2) % 10,
      ),
      labels,
      indices: Uint32Array.from({ length: count }, (_, row) => 5000 + 7 * row),
      images,
      classNames: '0123456789'.split(''),
      imageShape: [28, 28, 1],
      title: 'Test images <1>',
      method: 'umap',
      latentDim: 49,
      rmse: Float32Array.from({ length: count }, (_, row) => row / 1000),
      neighbours: {
        k,
        latentRows: near(3),
        latentDistances: new Float32Array(count * k),
        mapRows: near(4),
        mapDistances: new Float32Array(count * k),
        trust: Float32Array.from({ length: count }, (_, row) => (row % 4) / 3),
        meanDistance: Float32Array.from({ length: count }, (_, row) => 1 + row),
      },
    };
  });

  async function mount(): Promise<{ element: AeLatentMap; canvas: HTMLCanvasElement }> {
    const element = await fixture<AeLatentMap>(
      html`<ae-latent-map .data=${data} style="width: 700px; height: 500px"></ae-latent-map>`,
    );
    const canvas = element.renderRoot.querySelector<HTMLCanvasElement>('canvas.points')!;
    await waitUntil(() => canvas.width > 300, 'the map is drawn');
    return { element, canvas };
  }

  const press = (canvas: HTMLCanvasElement, key: string, more: KeyboardEventInit = {}) =>
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }));

  const indicesOf = (rows: number[]) => rows.map((row) => 5000 + 7 * row);
  const sorted = (indices: readonly number[]) => [...indices].sort((a, b) => a - b);

  async function placeOf(element: AeLatentMap, row: number): Promise<[number, number]> {
    element.hovered = data.indices[row];
    await element.updateComplete;
    const box = element.renderRoot.querySelector('.ring.hovered')!.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  async function takeTool(element: AeLatentMap, name: string): Promise<HTMLElement> {
    const button = [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.bar button')].find(
      ({ textContent }) => textContent.trim() === name,
    )!;
    button.click();
    await element.updateComplete;
    assert.strictEqual(button.getAttribute('aria-pressed'), 'true');
    return element.renderRoot.querySelector('ae-map-lasso')!;
  }

  function drag(lasso: HTMLElement, places: [number, number][], more: PointerEventInit = {}): void {
    const at = (type: string, [clientX, clientY]: [number, number]) =>
      lasso.dispatchEvent(new PointerEvent(type, { clientX, clientY, pointerId: 1, bubbles: true, ...more }));
    at('pointerdown', places[0]);
    for (const place of places.slice(1)) at('pointermove', place);
    at('pointerup', places.at(-1)!);
  }

  /** The corners of a box round the points of a block of rows, 6 pixels outside. */
  async function boxRound(element: AeLatentMap, first: number, last: number): Promise<[number, number][]> {
    const [[x0, y0], [x1, y1]] = [await placeOf(element, first), await placeOf(element, last)];
    return [[x0 - 6, y0 - 6], [x1 + 6, y0 - 6], [x1 + 6, y1 + 6], [x0 - 6, y1 + 6]]; // prettier-ignore
  }

  test('selects what a lasso encloses; Shift adds, Alt takes away, Escape puts all away', async () => {
    const { element, canvas } = await mount();
    const [block, column] = [await boxRound(element, 0, 22), await boxRound(element, 9, 29)];
    const lasso = await takeTool(element, 'Lasso');
    const { details, stop } = recordEvents<{ indices: number[] }>('map-select');
    drag(lasso, block);
    assert.deepEqual(sorted(element.selection), indicesOf([0, 1, 2, 10, 11, 12, 20, 21, 22]));
    drag(lasso, column, { shiftKey: true });
    assert.deepEqual(sorted(element.selection), indicesOf([0, 1, 2, 9, 10, 11, 12, 19, 20, 21, 22, 29]));
    drag(lasso, block, { altKey: true });
    assert.deepEqual(sorted(element.selection), indicesOf([9, 19, 29]));
    stop();
    assert.lengthOf(details, 3);
    press(canvas, 'Escape');
    await element.updateComplete;
    assert.isNull(element.renderRoot.querySelector('ae-map-lasso'), 'the tool is put away first');
  });

  test('selects a rectangle from corner to corner, without the classes that are hidden', async () => {
    const { element } = await mount();
    const [from, , to] = await boxRound(element, 0, 99);
    const legend = element.renderRoot.querySelector('ae-map-legend')!;
    legend.renderRoot.querySelector<HTMLInputElement>('li input')!.click();
    const gone = data.labels.reduce((least, label) => Math.min(least, label), 9);
    await element.updateComplete;
    drag(await takeTool(element, 'Rectangle'), [from, to]);
    const rows = Array.from(data.labels.keys()).filter((row) => data.labels[row] !== gone);
    assert.deepEqual(sorted(element.selection), indicesOf(rows));
  });

  test('selects by keyboard: corners by L, closed by Enter', async () => {
    const { element, canvas } = await mount();
    for (const row of [0, 3, 33, 30]) {
      element.hovered = data.indices[row];
      await element.updateComplete;
      press(canvas, 'l');
    }
    press(canvas, 'Enter');
    // Points on an edge may lie on either side of it.
    assert.includeMembers([...element.selection], indicesOf([0, 3, 30, 33, 11, 12, 21, 22]));
    const block = [0, 10, 20, 30].flatMap((row) => [row, row + 1, row + 2, row + 3]);
    assert.includeMembers(indicesOf(block), [...element.selection]);
  });

  test('selects a class from the legend, and a range of errors', async () => {
    const { element } = await mount();
    const legend = element.renderRoot.querySelector('ae-map-legend')!;
    const button = legend.renderRoot.querySelector<HTMLButtonElement>('li button')!;
    button.dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
    const label = Number(legend.renderRoot.querySelector('.name')!.textContent);
    const own = Array.from(data.labels.keys()).filter((row) => data.labels[row] === label);
    assert.deepEqual(sorted(element.selection), indicesOf(own));

    element.colouring = 'error';
    await element.updateComplete;
    await legend.updateComplete;
    const range = legend.renderRoot.querySelector('ae-value-range')!;
    await range.updateComplete;
    const [from, to] = range.renderRoot.querySelectorAll('input');
    const slide = (input: HTMLInputElement, value: number) => {
      input.value = String(value);
      input.dispatchEvent(new Event('input'));
    };
    // The scale goes from the error of row 2 to that of row 97; its open ends take in what lies past them.
    slide(from, 98);
    assert.deepEqual(sorted(element.selection), indicesOf([96, 97, 98, 99]));
    slide(from, 0);
    slide(to, 2);
    assert.deepEqual(sorted(element.selection), indicesOf([0, 1, 2, 3]));
    slide(to, 100);
    assert.deepEqual(element.selection, [], 'the whole scale picks nothing out');
  });

  test('adds a class to the selection, and takes it out again, by the button beside it', async () => {
    const { element } = await mount();
    element.selection = indicesOf([0]);
    const legend = element.renderRoot.querySelector('ae-map-legend')!;
    const names = [...legend.renderRoot.querySelectorAll('.name')].map(({ textContent }) => textContent);
    const other = names.findIndex((name) => Number(name) !== data.labels[0]);
    const press = async () => {
      legend.renderRoot.querySelectorAll<HTMLButtonElement>('button.select')[other].click();
      await element.updateComplete;
      await legend.updateComplete;
      return legend.renderRoot.querySelectorAll('button.select')[other].getAttribute('aria-pressed');
    };
    assert.strictEqual(await press(), 'true');
    const rows = Array.from(data.labels.keys()).filter((row) => data.labels[row] === Number(names[other]));
    assert.deepEqual(
      sorted(element.selection),
      indicesOf([0, ...rows]).sort((a, b) => a - b),
    );
    assert.strictEqual(await press(), 'false');
    assert.deepEqual(sorted(element.selection), indicesOf([0]));
  });

  for (const pointerType of ['touch', 'pen']) {
    test(`follows a lasso drawn by ${pointerType}, and no second pointer`, async () => {
      const { element } = await mount();
      const [block, other] = [await boxRound(element, 0, 22), await boxRound(element, 77, 99)];
      const lasso = await takeTool(element, 'Lasso');
      const send = (type: string, [clientX, clientY]: [number, number], pointerId: number) =>
        lasso.dispatchEvent(
          new PointerEvent(type, { clientX, clientY, pointerId, pointerType, bubbles: true }),
        );
      send('pointerdown', block[0], 5);
      send('pointerdown', other[0], 6);
      for (const [corner, place] of block.entries()) {
        send('pointermove', place, 5);
        send('pointermove', other[corner], 6);
      }
      send('pointerup', other[3], 6);
      assert.deepEqual(element.selection, []);
      send('pointerup', block[3], 5);
      assert.deepEqual(sorted(element.selection), indicesOf([0, 1, 2, 10, 11, 12, 20, 21, 22]));
      assert.strictEqual(getComputedStyle(lasso).touchAction, 'none');
    });
  }

  test('keeps each image under its index from data to pixels, whatever is hidden, grey or enlarged', async () => {
    const { element, canvas } = await mount();
    const legend = element.renderRoot.querySelector('ae-map-legend')!;
    const gone = data.labels.reduce((least, label) => Math.min(least, label), 9);
    const rows = [4, 38, 71, 95].filter((row) => data.labels[row] !== gone);
    const check = async (state: string) => {
      for (const row of rows) {
        const [clientX, clientY] = await placeOf(element, row);
        element.hovered = null;
        await element.updateComplete;
        canvas.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY }));
        assert.strictEqual(element.hovered, data.indices[row], `${state}, row ${row}`);
        await element.updateComplete;
        const lens = element.renderRoot.querySelector<HTMLCanvasElement>('.lens canvas')!;
        const shown = lens
          .getContext('2d')!
          .getImageData(0, 0, 28, 28)
          .data.filter((_, at) => at % 4 === 0);
        assert.deepEqual([...shown], [...data.images.subarray(row * 784, (row + 1) * 784)], state);
      }
    };
    await check('all');
    legend.renderRoot.querySelector<HTMLInputElement>('li input[type=checkbox]')!.click();
    await element.updateComplete;
    await check('a class hidden');
    element.selection = indicesOf([2, 3]);
    await element.updateComplete;
    await check('grey');
    element.pointSize = 2.5;
    element.data = { ...data, points: data.points.map((value) => -value) };
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 500));
    await check('laid out anew');
  });

  test('adds to the selection by Shift and click, and fires nothing when the property is set', async () => {
    const { element, canvas } = await mount();
    const [clientX, clientY] = await placeOf(element, 7);
    const { details, stop } = recordEvents<{ indices: number[] }>('map-select');
    element.selection = indicesOf([3]);
    await element.updateComplete;
    assert.lengthOf(details, 0);
    canvas.dispatchEvent(new MouseEvent('click', { clientX, clientY, shiftKey: true }));
    stop();
    assert.deepEqual(details, [{ indices: indicesOf([3, 7]) }]);
  });

  test('colours by error, distance and trust where there are such values, and says what the ends mean', async () => {
    const { element } = await mount();
    const select = element.renderRoot.querySelector<HTMLSelectElement>('.colouring select')!;
    assert.deepEqual(Array.from(select.options, ({ value }) => value), ['label', 'error', 'distance', 'trust']); // prettier-ignore
    const { details, stop } = recordEvents<{ colouring: string }>('map-colour');
    select.value = 'trust';
    select.dispatchEvent(new Event('change'));
    stop();
    assert.deepEqual(details, [{ colouring: 'trust' }]);
    await element.updateComplete;
    const legend = element.renderRoot.querySelector('ae-map-legend')!;
    await legend.updateComplete;
    const range = legend.renderRoot.querySelector('ae-value-range')!;
    await range.updateComplete;
    const ends = [...range.renderRoot.querySelectorAll('.ends span')].map(({ textContent }) => textContent);
    // The strong end is what to be wary of.
    assert.deepEqual(ends, ['100.0 %', '0.0 %']);
  });

  test('goes through latent neighbours by N and P, and says whose neighbours they are', async () => {
    const { element, canvas } = await mount();
    element.hovered = data.indices[40];
    await element.updateComplete;
    const { details, stop } = recordEvents<{ row: number }>('map-hover');
    for (const key of ['n', 'n', 'p', 'N', 'n', 'n']) press(canvas, key);
    stop();
    assert.deepEqual(
      details.map(({ row }) => row),
      [41, 42, 41, 42, 43, 40],
    );
    const labels = [41, 42, 43].map((row) => data.labels[row]).join(' ');
    await waitUntil(
      () =>
        element.renderRoot.querySelector('[role=status]')!.textContent.trim() ===
        `${data.labels[40]}, image 5280, error 0.0400, neighbours ${labels}`,
      'the last point is said',
    );
  });

  test('saves what is seen as SVG and as PNG, with title and legend', async () => {
    const { element } = await mount();
    element.selection = indicesOf([3, 7]);
    element.making = 'compact, 5 epochs, seed 0';
    await element.updateComplete;
    const { svg: picture, png: bitmap } = await takePictures(element);
    assert.isNull(picture.querySelector('parsererror'));
    assert.lengthOf(picture.querySelectorAll('use'), 100);
    const texts = [...picture.querySelectorAll('text')].map(({ textContent }) => textContent);
    assert.include(texts, 'Test images <1>');
    assert.include(texts.at(-1), 'projection umap');
    assert.include(texts.at(-1), 'compact, 5 epochs, seed 0');
    const fills = new Set([...picture.querySelectorAll('use')].map((use) => use.getAttribute('fill')));
    assert.isAtMost(fills.size, 3, 'two selected, the others grey');
    assert.isAbove(bitmap.width, 700);
  });
});
