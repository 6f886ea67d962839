import { assert, waitUntil } from '@open-wc/testing';
import type { AeLatentMap, LatentMapData } from '../../src/ui/components/index.ts';
import type { AeDashboard } from '../../src/ui/index.ts';
import { assertAccessible } from '../helpers/accessibility.ts';
import { nextEvent, placeSmallDashboard } from '../helpers/dashboard.ts';
import { loadSmallSource } from '../helpers/training-client.ts';

/** Looks through nested shadow roots, one selector for each. */
function find<E extends Element = HTMLElement>(element: Element, ...selectors: string[]): E {
  return selectors.reduce<Element>((from, selector) => {
    const found = (from.shadowRoot ?? from).querySelector(selector);
    assert.isNotNull(found, `${selector} is there`);
    return found!;
  }, element) as E;
}

function has(element: Element, ...selectors: string[]): boolean {
  let from: Element | null = element;
  for (const selector of selectors) from = (from?.shadowRoot ?? from)?.querySelector(selector) ?? null;
  return from !== null;
}

/** The pixels that a canvas shows, as text to compare. */
function pixelsOf(canvas: HTMLCanvasElement): string {
  return [...canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data].join(' ');
}

/** What the dashboard gives to the map once a model has made it. */
type CodedMap = LatentMapData & { latents: Float32Array; latentDim: number; reconstructions: Uint8Array };

suite('exploring the latent space', () => {
  let element: AeDashboard;
  let map: AeLatentMap;
  let canvas: HTMLCanvasElement;

  async function open(title: string): Promise<void> {
    const buttons = [
      ...find(element, 'ae-map-tray').shadowRoot!.querySelectorAll<HTMLElement>('.tools button'),
    ];
    const button = buttons.find(({ textContent }) => textContent!.trim() === title)!;
    if (button.ariaPressed !== 'true') button.click();
    await waitUntil(() => button.ariaPressed === 'true', `${title} is open`);
    await waitUntil(() => has(element, 'ae-map-tray', '.open > *'), `${title} has loaded`);
  }

  /** A place on the map's canvas, as shares of it. */
  function point(type: string, x: number, y: number): void {
    const box = canvas.getBoundingClientRect();
    const place = { clientX: box.x + x * box.width, clientY: box.y + y * box.height, bubbles: true };
    canvas.dispatchEvent(type === 'click' ? new MouseEvent(type, place) : new PointerEvent(type, place));
  }

  function press(key: string): void {
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  }

  suiteSetup(async () => {
    element = await placeSmallDashboard({ preset: 'compact' });
    await element.loadDataset(await loadSmallSource(1000));
    const projected = nextEvent(element, 'ae-projection');
    await element.train({ epochs: 3 });
    await projected;
    await element.updateComplete;
    map = find<AeLatentMap>(element, 'ae-latent-map');
    canvas = find<HTMLCanvasElement>(map, 'canvas.points');
    await waitUntil(() => map.data?.method === 'umap' && !map.data.progress, 'the map shows codes', {
      timeout: 10_000,
    });
  });
  suiteTeardown(() => element.remove());

  test('decodes wherever the pointer is, tells how far from data that is, and holds by a click', async () => {
    await open('Decode anywhere');
    const panel = find(element, 'ae-map-tray', 'ae-decode-anywhere');
    point('pointermove', 0.5, 0.5);
    await waitUntil(() => has(panel, 'canvas.pixels'), 'an image is decoded');
    const first = pixelsOf(find<HTMLCanvasElement>(panel, 'canvas.pixels'));
    point('pointermove', 0.02, 0.98);
    await waitUntil(
      () => pixelsOf(find<HTMLCanvasElement>(panel, 'canvas.pixels')) !== first,
      'the image follows the pointer',
    );
    const far = find<HTMLMeterElement>(panel, 'meter').value;
    assert.include(panel.shadowRoot!.textContent, '× the usual distance between neighbours');
    assert.isTrue(has(map, '.overlay circle.mark'), 'the place is marked on the map');
    point('click', 0.5, 0.5);
    await waitUntil(() => find(panel, 'figcaption').textContent!.includes('held'), 'the place is held');
    assert.isBelow(find<HTMLMeterElement>(panel, 'meter').value, far);
    point('pointermove', 0.02, 0.98);
    await element.updateComplete;
    assert.isBelow(find<HTMLMeterElement>(panel, 'meter').value, far);
    assert.isEmpty(element.selection, 'a click decodes and does not pin');
    point('click', 0.5, 0.5);
  });

  test('decodes on a point what the model makes of its image', async () => {
    await open('Decode anywhere');
    const { latents, latentDim, reconstructions } = map.data as CodedMap;
    const decoded = await element.decode({ data: latents.slice(0, latentDim), shape: [1, latentDim] });
    assert.deepEqual(
      Array.from(decoded.data, (pixel) => Math.round(255 * pixel)),
      [...reconstructions.subarray(0, 784)],
    );
  });

  test('moves the place by arrow keys and holds it by Enter', async () => {
    await open('Decode anywhere');
    const panel = find(element, 'ae-map-tray', 'ae-decode-anywhere');
    const transforms: string[] = [];
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp']) {
      press(key);
      await element.updateComplete;
      await map.updateComplete;
      transforms.push(find<SVGElement>(map, '.overlay circle.mark').style.transform);
    }
    assert.equal(new Set(transforms).size, 3);
    press('Enter');
    await waitUntil(() => find(panel, 'figcaption').textContent!.includes('held'), 'the place is held');
    press('Enter');
  });

  test('walks between two images: a strip from one to the other, a slider, and the way on the map', async () => {
    await open('Walk');
    const panel = find(element, 'ae-map-tray', 'ae-latent-walk');
    point('click', 0.4, 0.3);
    point('click', 0.9, 0.9);
    await waitUntil(() => has(panel, 'ae-image-strip', 'li:nth-child(11) canvas'), 'the strip is decoded');
    const { from, to } = (
      find(element, 'ae-map-tray') as HTMLElement & {
        explorer: { walk: { from: number; to: number } };
      }
    ).explorer.walk;
    const images = find(panel, 'ae-image-strip').shadowRoot!.querySelectorAll('canvas');
    const { latents, latentDim, indices } = map.data as CodedMap;
    const ends = [from, to].map((index) => indices.indexOf(index));
    const halfway = Float32Array.from({ length: latentDim }, (_, i) =>
      ends.reduce((sum, row) => sum + latents[row * latentDim + i] / 2, 0),
    );
    const decoded = await element.decode({ data: halfway, shape: [1, latentDim] });
    const shown = images[5].getContext('2d')!.getImageData(0, 0, 28, 28).data;
    decoded.data.forEach((pixel, at) => assert.closeTo(shown[4 * at], 255 * pixel, 1.5));
    await waitUntil(() => has(map, '.overlay .walk circle:nth-child(12)'), 'the way is on the map');
    const slider = find<HTMLInputElement>(panel, 'input[type=range]');
    slider.valueAsNumber = 1;
    slider.dispatchEvent(new Event('input'));
    await waitUntil(
      () =>
        pixelsOf(find<HTMLCanvasElement>(panel, '.picture canvas')) ===
        pixelsOf(find<HTMLCanvasElement>(panel, 'ae-image-strip', 'li:last-child canvas')),
      'the end is shown',
    );
  });

  test('moves latent dimensions of the pinned image, the most variable first, and puts them back', async () => {
    await open('Sliders');
    for (const key of ['ArrowRight', 'Enter']) press(key);
    const panel = find(element, 'ae-map-tray', 'ae-latent-sliders');
    await waitUntil(() => has(panel, '.picture:nth-child(2) canvas'), 'the image is decoded');
    const picture = () => pixelsOf(find<HTMLCanvasElement>(panel, '.picture:nth-child(2) canvas'));
    await waitUntil(() => element.selection.length === 1, 'the image is pinned');
    const before = picture();
    const slider = find<HTMLInputElement>(panel, 'input[type=range]');
    const { latents, latentDim } = map.data as CodedMap;
    const variances = Array.from({ length: latentDim }, (_, i) => {
      const values = Array.from(
        { length: latents.length / latentDim },
        (__, row) => latents[row * latentDim + i],
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    });
    assert.equal(
      slider.getAttribute('aria-label'),
      `Latent dimension ${variances.indexOf(Math.max(...variances)) + 1}`,
    );
    const own = slider.valueAsNumber;
    slider.valueAsNumber =
      own > (Number(slider.min) + Number(slider.max)) / 2 ? Number(slider.min) : Number(slider.max);
    slider.dispatchEvent(new Event('input'));
    await waitUntil(() => picture() !== before, 'the image changes');
    const reset = [...panel.shadowRoot!.querySelectorAll('button')].find(({ textContent }) =>
      textContent!.includes('Reset'),
    )!;
    reset.click();
    await waitUntil(() => picture() === before, 'the image is back');
    assert.closeTo(slider.valueAsNumber, own, 1e-5);
  });

  test('sees a drawn digit as its data are, reconstructs it, places it and names its neighbours', async () => {
    await open('Draw a digit');
    const panel = find(element, 'ae-map-tray', 'ae-draw-digit');
    const sheet = find<SVGElement>(panel, 'svg');
    const { x, y, width } = sheet.getBoundingClientRect();
    const draw = (type: string, left: number, top: number) =>
      sheet.dispatchEvent(
        new PointerEvent(type, {
          clientX: x + left * width,
          clientY: y + top * width,
          pointerId: 1,
          button: 0,
        }),
      );
    // The pointer is no real one, so that it cannot be captured.
    sheet.setPointerCapture = () => undefined;
    draw('pointerdown', 0.2, 0.2);
    for (let step = 1; step <= 10; step++) draw('pointermove', 0.2 + 0.02 * step, 0.2 + 0.05 * step);
    draw('pointerup', 0.4, 0.7);
    await waitUntil(() => has(panel, 'ae-image-strip', 'li:nth-child(10) canvas'), 'neighbours are shown');
    const seen = find<HTMLCanvasElement>(panel, '.pictures canvas');
    const bytes = seen
      .getContext('2d')!
      .getImageData(0, 0, 28, 28)
      .data.filter((_, at) => at % 4 === 0);
    const rows = Array.from({ length: 28 }, (_, row) =>
      bytes.slice(28 * row, 28 * row + 28).some((value) => value > 64),
    );
    assert.closeTo(rows.filter(Boolean).length, 20, 1);
    assert.isTrue(has(map, '.overlay .tag canvas'), 'the drawing is on the map');
    const buttons = [...panel.shadowRoot!.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent!.trim() === 'Undo')!.click();
    await waitUntil(() => !has(panel, '.pictures canvas'), 'nothing is drawn any more');
    assert.isFalse(has(map, '.overlay .tag canvas'));
  });

  test('draws by keys alone, and takes a test image for a drawing', async () => {
    await open('Draw a digit');
    const panel = find(element, 'ae-map-tray', 'ae-draw-digit');
    const sheet = find<SVGElement>(panel, 'svg');
    for (const key of ['ArrowUp', ' ', 'ArrowDown', 'ArrowDown', 'ArrowDown', ' ', 'ArrowLeft']) {
      sheet.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    }
    await waitUntil(() => has(panel, '.pictures canvas'), 'a stroke is drawn');
    assert.lengthOf(find(panel, 'polyline').getAttribute('points')!.split(' '), 8);
    [...panel.shadowRoot!.querySelectorAll('button')].at(-1)!.click();
    await waitUntil(() => !has(panel, 'polyline'), 'the example is shown');
    const pixels = find<HTMLCanvasElement>(panel, '.pictures canvas')
      .getContext('2d')!
      .getImageData(0, 0, 28, 28);
    assert.deepEqual(
      [...pixels.data.filter((_, at) => at % 4 === 0)],
      [...map.data!.images.subarray(0, 784)],
    );
  });

  test('places a picture that is dropped among the others', async () => {
    await open('Draw a digit');
    const panel = find(element, 'ae-map-tray', 'ae-draw-digit');
    const canvas = new OffscreenCanvas(90, 90);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 90, 90);
    context.fillStyle = '#000';
    context.fillRect(40, 10, 9, 70);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([await canvas.convertToBlob()], 'one.png', { type: 'image/png' }));
    const before = find(element, 'ae-map-tray', 'ae-draw-digit').shadowRoot!.querySelector(
      '[role=status]',
    )?.textContent;
    const drop = new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true });
    find(panel, '.panel').dispatchEvent(drop);
    await waitUntil(() => {
      const said = panel.shadowRoot!.querySelector('[role=status]')?.textContent;
      return said !== undefined && said !== before;
    }, 'what it is near to');
    assert.lengthOf(panel.shadowRoot!.querySelectorAll('.pictures canvas'), 2);
    assert.match(find(panel, '[role=status]').textContent, /nearest in latent space: (. ){9}./);
  });

  test('replays how the classes came apart, in line from epoch to epoch, and comes back to the present', async () => {
    const present = map.data;
    await open('Replay');
    const panel = find(element, 'ae-map-tray', 'ae-time-machine');
    await waitUntil(() => has(panel, 'input[type=range]') && !has(panel, 'progress'), 'all is laid out', {
      timeout: 10_000,
    });
    const scrubber = find<HTMLInputElement>(panel, 'input[type=range]');
    assert.equal(scrubber.max, '3');
    const show = async (position: number): Promise<Float32Array> => {
      scrubber.valueAsNumber = position;
      scrubber.dispatchEvent(new Event('input'));
      await waitUntil(
        () => map.data?.title?.includes(position === 0 ? 'before training' : `epoch ${position}`) ?? false,
      );
      return map.data!.points;
    };
    const frames = [await show(0), await show(1), await show(2), await show(3)];
    assert.equal(new Set(frames).size, 4);
    assert.deepEqual(map.data!.indices, present!.indices);
    // In line: no frame is a mirror image of the one before, or turned round.
    for (let frame = 1; frame < frames.length; frame++) {
      assert.isAbove(correlate(frames[frame - 1], frames[frame]), 0.5, `frame ${frame}`);
    }
    find(panel, '.play').click();
    await waitUntil(
      () => map.data?.title?.includes('before training') ?? false,
      'it begins at the beginning',
    );
    await waitUntil(() => map.data?.title?.includes('epoch 1') ?? false, 'it goes on by itself');
    element.selection = [...map.data!.indices.subarray(0, 3)];
    await element.updateComplete;
    assert.isEmpty(map.selection, 'all classes are in colour while it plays');
    find(panel, '.play').click();
    await waitUntil(() => map.selection.length === 3, 'what is picked out is so again');
    element.selection = [];
    [...panel.shadowRoot!.querySelectorAll('button')].at(-1)!.click();
    await waitUntil(() => map.data === present, 'the present is back');
  });

  test('puts a lasso away when a tool is opened that a click belongs to', async () => {
    await open('Replay');
    const lasso = () =>
      [...map.shadowRoot!.querySelectorAll('button')].find(
        ({ textContent }) => textContent!.trim() === 'Lasso',
      )!;
    lasso().click();
    await map.updateComplete;
    assert.equal(lasso().ariaPressed, 'true');
    await open('Decode anywhere');
    await waitUntil(() => lasso().ariaPressed === 'false', 'the lasso is put away');
    assert.isFalse(has(map, 'ae-map-lasso'));
  });

  test('has no accessibility problems with any tool open', async () => {
    for (const title of ['Decode anywhere', 'Walk', 'Sliders', 'Draw a digit', 'Replay']) {
      await open(title);
      await assertAccessible(find(element, 'ae-map-tray'));
    }
  });
});

/** How alike two layouts are, both axes together: 1 the same up to place and size. */
function correlate(a: Float32Array, b: Float32Array): number {
  const centred = [a, b].map((points) => {
    const means = [0, 1].map(
      (axis) =>
        points.filter((_, at) => at % 2 === axis).reduce((sum, value) => sum + value, 0) /
        (points.length / 2),
    );
    return points.map((value, at) => value - means[at % 2]);
  });
  const product = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, at) => sum + value * y[at], 0);
  return (
    product(centred[0], centred[1]) /
    Math.sqrt(product(centred[0], centred[0]) * product(centred[1], centred[1]))
  );
}
