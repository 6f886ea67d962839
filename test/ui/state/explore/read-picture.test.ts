import { assert } from '@open-wc/testing';
import { readPicture } from '../../../../src/ui/state/explore/read-picture.ts';
import { rejection } from '../../../helpers/idx.ts';
import { loadRealDigits } from '../../../helpers/real-digits.ts';

const shape = [28, 28, 1] as const;

/** A picture file with something of one colour on the ground of another. */
function makePicture(
  [width, height]: [number, number],
  ground: string,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  paint(context);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Centre of mass and the box of what is brighter than a fifth. */
function measure(image: Uint8Array): { x: number; y: number; height: number; width: number } {
  let [mass, massX, massY] = [0, 0, 0];
  const xs: number[] = [];
  const ys: number[] = [];
  image.forEach((value, at) => {
    mass += value;
    massX += value * ((at % 28) + 0.5);
    massY += value * (Math.floor(at / 28) + 0.5);
    if (value > 51) {
      xs.push(at % 28);
      ys.push(Math.floor(at / 28));
    }
  });
  const extent = (values: number[]) => Math.max(...values) - Math.min(...values) + 1;
  return { x: massX / mass, y: massY / mass, height: extent(ys), width: extent(xs) };
}

suite('readPicture()', () => {
  test('brings dark ink on grey paper into the form of the data', async () => {
    const picture = await makePicture([300, 200], '#ddd', (context) => {
      context.fillStyle = '#222';
      context.fillRect(220, 20, 20, 100);
      context.fillRect(220, 100, 50, 20);
    });
    const image = await readPicture(picture, shape);
    const { x, y, height, width } = measure(image);
    assert.closeTo(x, 14, 0.4);
    assert.closeTo(y, 14, 0.4);
    assert.closeTo(height, 20, 1);
    assert.closeTo(width, 10, 1);
    assert.equal(image[0], 0, 'the paper is dark');
    assert.isAbove(Math.max(...image), 240, 'the ink is bright');
  });

  test('takes a picture of the data’s own size as it is', async () => {
    const { images } = await loadRealDigits(1);
    const pixels = new ImageData(28, 28);
    images.forEach((value, at) => pixels.data.set([value, value, value, 255], 4 * at));
    const picture = await makePicture([28, 28], '#000', (context) => context.putImageData(pixels, 0, 0));
    assert.deepEqual([...(await readPicture(picture, shape))], [...images]);
  });

  test('refuses what is no picture, and one that shows nothing', async () => {
    const text = await rejection(readPicture(new File(['no'], 'notes.txt', { type: 'text/plain' }), shape));
    assert.instanceOf(text, TypeError);
    assert.match(text.message, /the browser can read, found notes\.txt \(text\/plain\)/);
    const empty = await makePicture([60, 60], '#fff', () => undefined);
    const error = await rejection(readPicture(empty, shape));
    assert.instanceOf(error, RangeError);
    assert.match(error.message, /stands out from its border/);
  });
});
