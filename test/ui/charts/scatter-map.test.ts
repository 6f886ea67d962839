import { assert, fixture, html } from '@open-wc/testing';
import {
  createScatterMap,
  pointStates,
  type ScatterMap,
  type ScatterMapOptions,
} from '../../../src/ui/charts/index.ts';

const side = 60;
const count = side * side;

/** A grid of points 10 pixels apart, each with a small white image; no labels overlap at any zoom. */
const data = {
  points: Float32Array.from({ length: 2 * count }, (_, at) => {
    const row = at >> 1;
    return at % 2 === 0 ? row % side : Math.floor(row / side);
  }),
  labels: Uint8Array.from({ length: count }, (_, row) => row % 2),
  pixels: new Uint8Array(count * 4).fill(255),
  imageShape: [2, 2, 1] as const,
};

const options: ScatterMapOptions = {
  colours: [
    [200, 0, 0],
    [0, 0, 200],
  ],
  background: [255, 255, 255],
  faint: [220, 220, 220],
  animate: false,
  onHover: () => undefined,
  onPin: () => undefined,
  onDraw: () => undefined,
};

suite('createScatterMap()', () => {
  let canvas: HTMLCanvasElement;
  let map: ScatterMap;

  setup(async () => {
    canvas = await fixture(html`<canvas style="width: 638px; height: 638px"></canvas>`);
    map = createScatterMap(canvas, data, options);
    await nextFrame();
  });
  teardown(() => map.destroy());

  const nextFrame = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

  /** Words of the row of pixels that goes through a point. */
  function readLine(row: number): Uint32Array {
    const y = Math.round(map.positionOf(row)[1] * devicePixelRatio);
    return new Uint32Array(canvas.getContext('2d')!.getImageData(0, y, canvas.width, 1).data.buffer);
  }

  function longestRun(line: Uint32Array): number {
    let [longest, run] = [0, 0];
    for (const word of line) {
      run = word === 0xffffffff ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest / devicePixelRatio;
  }

  test('draws every point in the colour of its label, at once where it is resized', async () => {
    canvas.style.height = '500px';
    const redrawn = await new Promise<Uint32Array>((resolve) => {
      new ResizeObserver(() => canvas.clientHeight === 500 && resolve(readLine(0))).observe(canvas);
    });
    assert.isTrue(redrawn.some((word) => word !== 0xffffffff));
    const line = readLine(0);
    for (const row of [0, 1, 30, 59]) {
      const word = line[Math.round(map.positionOf(row)[0] * devicePixelRatio)];
      const [red, blue] = [word & 255, (word >> 16) & 255];
      if (data.labels[row] === 0) assert.isAbove(red, blue + 50);
      else assert.isAbove(blue, red + 50);
    }
  });

  test('turns points into their images where zoom makes room', async () => {
    assert.isBelow(longestRun(readLine(0)), 8);
    map.zoomBy(4);
    await nextFrame();
    assert.isAtLeast(longestRun(readLine(map.findCentral())), 14);
  });

  test('draws points that are context in the faint ink, and still finds them', async () => {
    const states = new Uint8Array(count).fill(pointStates.context);
    states[1] = pointStates.shown;
    map.update(data, { ...options, states });
    await nextFrame();
    const line = readLine(0);
    const at = (row: number) => line[Math.round(map.positionOf(row)[0] * devicePixelRatio)];
    for (const row of [0, 2, 30]) {
      const [red, green, blue] = [at(row) & 255, (at(row) >> 8) & 255, (at(row) >> 16) & 255];
      assert.isTrue(red === green && green === blue && red < 255, `${red}, ${green}, ${blue} is grey`);
    }
    assert.isAbove((at(1) >> 16) & 255, (at(1) & 255) + 50);
    assert.strictEqual(map.findByNumber(1, 1), 2);
  });

  test('draws points in the inks they are given, whatever their labels', async () => {
    map.update(data, { ...options, inkOf: new Uint8Array(count).fill(1) });
    await nextFrame();
    const words = new Uint32Array(
      canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data.buffer,
    );
    assert.isTrue(
      words.every((word) => (word & 255) <= ((word >> 16) & 255)),
      'no red is left',
    );
  });

  test('rings points that are picked out, and no others', async () => {
    const ringed = new Uint8Array(count);
    ringed[30] = 1;
    map.update(data, { ...options, ringed, ring: [0, 120, 0] });
    await nextFrame();
    const { width, height } = canvas;
    const words = new Uint32Array(canvas.getContext('2d')!.getImageData(0, 0, width, height).data.buffer);
    const [x, y] = map.positionOf(30).map((place) => place * devicePixelRatio);
    const green = [...words.keys()].filter((at) => {
      const [red, blue] = [words[at] & 255, (words[at] >> 16) & 255];
      return ((words[at] >> 8) & 255) > Math.max(red, blue) + 40;
    });
    assert.isNotEmpty(green);
    for (const at of green) {
      const distance = Math.hypot((at % width) - x, Math.floor(at / width) - y);
      assert.isTrue(distance > 1 && distance < 12 * devicePixelRatio, `${distance} pixels from the point`);
    }
  });

  test('passes over hidden points, drawn and sought', async () => {
    const states = data.labels.map((label) => (label === 0 ? pointStates.hidden : pointStates.shown));
    map.update(data, { ...options, states });
    await nextFrame();
    const words = new Uint32Array(
      canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data.buffer,
    );
    assert.isTrue(
      words.every((word) => (word & 255) <= ((word >> 16) & 255)),
      'no red is left',
    );
    assert.strictEqual(data.labels[map.findCentral()], 1);
    assert.strictEqual(map.findByNumber(1, 1), 3);
    assert.strictEqual(map.findByNumber(count - 1, 1), 1);
  });

  test('brings a far point into view', async () => {
    map.zoomBy(20);
    await nextFrame();
    map.reveal(0);
    await nextFrame();
    for (const place of map.positionOf(0)) assert.isTrue(place >= 0 && place <= 638, `${place}`);
  });

  test('keeps what is in the middle there when its size changes', async () => {
    map.zoomBy(4);
    await nextFrame();
    const central = map.findCentral();
    canvas.style.width = '500px';
    await nextFrame();
    await nextFrame();
    const [x] = map.positionOf(central);
    assert.closeTo(x, 250, 40);
  });
});
