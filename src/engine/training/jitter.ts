import { RandomSequence } from '../random.ts';

/**
 * Copies that are shifted, stretched and slanted by chance, along both axes and each by up to a third of `amount`: no
 * pixel moves further than that. Between pixels values are bilinear, outside of an image 0.
 * @param pixels whole images, height × width × channels each
 * @param amount pixels
 * @param index which copies of the seed: those of a step
 */
export function jitterImages(
  pixels: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  amount: number,
  { seed, index }: { seed: number; index: number },
): Float32Array {
  const random = new RandomSequence(seed, 'jitter', index);
  const moved = new Float32Array(pixels.length);
  const size = height * width * channels;
  const draw = (): number => random.uniform(-amount / 3, amount / 3);
  for (let start = 0; start < pixels.length; start += size) {
    const [shiftX, shiftY, stretchX, stretchY, slantX, slantY] = Array.from({ length: 6 }, draw);
    for (let y = 0, to = start; y < height; y++) {
      const v = (2 * y) / (height - 1) - 1;
      for (let x = 0; x < width; x++) {
        const u = (2 * x) / (width - 1) - 1;
        const fromX = x + shiftX + stretchX * u + slantX * v;
        const fromY = y + shiftY + stretchY * v + slantY * u;
        const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
        const [right, below] = [fromX - left, fromY - top];
        for (let channel = 0; channel < channels; channel++) {
          let value = 0;
          for (let corner = 0; corner < 4; corner++) {
            const [column, row] = [left + (corner & 1), top + (corner >> 1)];
            if (column < 0 || column >= width || row < 0 || row >= height) continue;
            const weight = (corner & 1 ? right : 1 - right) * (corner >> 1 ? below : 1 - below);
            value += weight * pixels[start + (row * width + column) * channels + channel];
          }
          moved[to++] = value;
        }
      }
    }
  }
  return moved;
}
