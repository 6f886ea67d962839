import { assert } from '@open-wc/testing';
import { drawErrorMap, drawImage } from '../../../src/ui/charts/index.ts';

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
