import { assert } from '@open-wc/testing';
import { centreDrawing, type Stroke } from '../../../../src/ui/state/explore/centre-drawing.ts';

/** Extent, centre of mass and the levels between black and white of a 28 × 28 image; pixel centres at halves. */
function measure(image: Uint8Array) {
  let [sum, sumX, sumY] = [0, 0, 0];
  let [left, top, right, bottom] = [28, 28, 0, 0];
  image.forEach((value, pixel) => {
    const [x, y] = [pixel % 28, Math.floor(pixel / 28)];
    sum += value;
    sumX += value * (x + 0.5);
    sumY += value * (y + 0.5);
    if (value < 64) return;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x + 1), Math.min(top, y), Math.max(bottom, y + 1)]; // prettier-ignore
  });
  return { centre: [sumX / sum, sumY / sum], width: right - left, height: bottom - top, sum };
}

// A seven, in the corner of a canvas of 300.
const seven: Stroke[] = [[10, 20, 60, 20, 30, 100], [25, 60, 55, 60]]; // prettier-ignore

suite('centreDrawing()', () => {
  test('fills a box of 20 pixels and puts the centre of mass in the middle', () => {
    const found = measure(centreDrawing(seven, [28, 28, 1]));
    assert.closeTo(found.height, 20, 1);
    assert.isBelow(found.width, 20);
    assert.closeTo(found.centre[0], 14, 0.05);
    assert.closeTo(found.centre[1], 14, 0.05);
  });

  test('gives the same image wherever and however large the strokes are drawn', () => {
    const image = centreDrawing(seven, [28, 28, 1]);
    const elsewhere = seven.map((stroke) => stroke.map((value) => 0.25 * value + 64));
    assert.deepEqual(centreDrawing(elsewhere, [28, 28, 1]), image);
  });

  test('has full ink within the pen and soft edges', () => {
    const image = centreDrawing(seven, [28, 28, 1]);
    assert.equal(
      image.reduce((most, value) => Math.max(most, value)),
      255,
    );
    const between = image.filter((value) => value > 20 && value < 235).length;
    assert.isAbove(between, 20);
  });

  test('draws a dot in the middle, and nothing without strokes', () => {
    const dot = measure(centreDrawing([[7, 9]], [28, 28, 1]));
    assert.closeTo(dot.centre[0], 14, 0.01);
    assert.isAbove(dot.sum, 255);
    assert.isTrue(centreDrawing([], [28, 28, 1]).every((value) => value === 0));
  });

  test('takes the form of other data: their size and channels', () => {
    const image = centreDrawing(seven, [32, 32, 3]);
    assert.lengthOf(image, 32 * 32 * 3);
    for (let at = 0; at < image.length; at += 3) {
      assert.equal(image[at], image[at + 1]);
      assert.equal(image[at], image[at + 2]);
    }
  });
});
