import { assert } from '@open-wc/testing';
import { drawErrorMap, drawImage, drawTiles } from '../../../src/ui/charts/index.ts';

function readPixels(canvas: HTMLCanvasElement): number[] {
  return [...canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data];
}

suite('drawImage()', () => {
  test('sizes the canvas to the image and draws grey bytes', () => {
    const canvas = document.createElement('canvas');
    drawImage(canvas, Uint8Array.of(0, 100, 255), [1, 3, 1]);
    assert.deepEqual(readPixels(canvas), [0, 0, 0, 255, 100, 100, 100, 255, 255, 255, 255, 255]);
  });

  test('draws RGB bytes', () => {
    const canvas = document.createElement('canvas');
    drawImage(canvas, Uint8Array.of(9, 8, 7), [1, 1, 3]);
    assert.deepEqual(readPixels(canvas), [9, 8, 7, 255]);
  });
});

suite('drawErrorMap()', () => {
  test('is black where there is no error, brighter where there is more, and blind to its sign', () => {
    const canvas = document.createElement('canvas');
    drawErrorMap(canvas, Uint8Array.of(50, 50, 50, 90), Uint8Array.of(50, 90, 250, 50), [1, 4, 1]);
    const pixels = readPixels(canvas);
    const light = (at: number) => pixels[at * 4] + pixels[at * 4 + 1] + pixels[at * 4 + 2];
    assert.strictEqual(light(0), 0);
    assert.isAbove(light(1), 0);
    assert.isAbove(light(2), light(1));
    assert.strictEqual(light(3), light(1));
  });
});

suite('drawTiles()', () => {
  test('draws images in rows, a seventh of a tile apart, the rest transparent', () => {
    const canvas = document.createElement('canvas');
    const images = [10, 20, 30].map((grey) => new Uint8Array(28 * 28).fill(grey));
    drawTiles(canvas, images, [28, 28, 1], 2);
    assert.deepEqual([canvas.width, canvas.height], [60, 60]);
    const pixels = readPixels(canvas);
    const at = (x: number, y: number) => pixels.slice(4 * (y * 60 + x), 4 * (y * 60 + x) + 4);
    assert.deepEqual(at(27, 27), [10, 10, 10, 255]);
    assert.deepEqual(at(28, 0), [0, 0, 0, 0]);
    assert.deepEqual(at(32, 0), [20, 20, 20, 255]);
    assert.deepEqual(at(0, 32), [30, 30, 30, 255]);
    assert.deepEqual(at(32, 32), [0, 0, 0, 0]);
  });

  test('enlarges small colour images by whole pixels', () => {
    const canvas = document.createElement('canvas');
    drawTiles(canvas, [Uint8Array.of(1, 2, 3, 4, 5, 6)], [1, 2, 3], 1);
    assert.deepEqual([canvas.width, canvas.height], [28, 28]);
    const pixels = readPixels(canvas);
    assert.deepEqual(pixels.slice(0, 4), [1, 2, 3, 255]);
    assert.deepEqual(pixels.slice(-4), [4, 5, 6, 255]);
  });
});
