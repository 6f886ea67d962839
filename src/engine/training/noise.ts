import { outOfRange } from '../errors.ts';
import { RandomSequence } from '../random.ts';

export const noiseKinds = ['gaussian', 'salt-and-pepper', 'masking', 'blur'] as const;
export type NoiseKind = (typeof noiseKinds)[number];

/** What is done to the images that a network sees, never to those that it is to give back. */
export interface Noise {
  kind: NoiseKind;
  /**
   * `gaussian`: standard deviation, pixels in [0, 1], clipped to that range; `salt-and-pepper`: share of pixels that
   * become black or white; `masking`: share that become black; `blur`: standard deviation in pixels. From 0 to 1, of a
   * blur to 4.
   */
  amount: number;
}

/** Throws a `RangeError` for another kind or an amount out of its limits. */
export function checkNoise({ kind, amount }: Noise): void {
  if (!noiseKinds.includes(kind)) throw outOfRange('noise', `one of ${noiseKinds.join(', ')}`, `"${kind}"`);
  const most = kind === 'blur' ? 4 : 1;
  if (!(amount >= 0 && amount <= most)) throw outOfRange('noise', `an amount from 0 to ${most}`, amount);
}

/**
 * Corrupted copies.
 * @param pixels whole images in [0, 1], height × width × channels each
 * @param index which corruption of the seed: that of a step, or of a place in a split
 */
export function addNoise(
  pixels: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  { kind, amount }: Noise,
  { seed, index }: { seed: number; index: number },
): Float32Array {
  if (amount === 0) return pixels.slice();
  if (kind === 'blur') return blurImages(pixels, [height, width, channels], amount);
  const draw = createFastUniform(seed, index);
  if (kind === 'gaussian') return addGaussian(pixels, amount, draw);
  const noisy = pixels.slice();
  for (let i = 0; i < noisy.length; i++) {
    if (draw() >= amount) continue;
    noisy[i] = kind === 'salt-and-pepper' && draw() < 0.5 ? 1 : 0;
  }
  return noisy;
}

/** Copies in which each pixel is 1 with the chance that its value, in [0, 1], is, and else 0. */
export function binarizePixels(
  pixels: Float32Array,
  { seed, index }: { seed: number; index: number },
): Float32Array {
  const draw = createFastUniform(seed, index);
  return pixels.map((value) => Number(draw() < value));
}

function addGaussian(pixels: Float32Array, deviation: number, draw: () => number): Float32Array {
  const noisy = new Float32Array(pixels.length);
  // Box and Muller: two normals from two uniforms.
  for (let i = 0; i < pixels.length; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - draw()));
    const angle = 2 * Math.PI * draw();
    noisy[i] = clip(pixels[i] + radius * Math.cos(angle));
    if (i + 1 < pixels.length) noisy[i + 1] = clip(pixels[i + 1] + radius * Math.sin(angle));
  }
  return noisy;
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Along rows, then along columns; what lies outside an image counts as its edge. */
function blurImages(
  pixels: Float32Array,
  [height, width, channels]: [number, number, number],
  deviation: number,
): Float32Array {
  const reach = Math.ceil(3 * deviation);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = (from: Float32Array, length: number, step: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let i = 0; i < from.length; i++) {
      const at = Math.floor(i / step) % length;
      let sum = 0;
      for (let tap = -reach; tap <= reach; tap++) {
        const place = Math.min(length - 1, Math.max(0, at + tap));
        sum += weights[tap + reach] * from[i + (place - at) * step];
      }
      to[i] = sum / total;
    }
    return to;
  };
  return pass(pass(pixels, width, channels), height, width * channels);
}

/**
 * Uniform numbers in [0, 1), many at a time: xoshiro128** (Blackman & Vigna 2018) begun by four words of the one source.
 * A batch needs a hundred thousand, and Philox takes seven times as long for each.
 */
function createFastUniform(seed: number, index: number): () => number {
  const words = new RandomSequence(seed, 'noise', index);
  let [a, b, c, d] = [words.word(), words.word(), words.word(), words.word() | 1];
  return () => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result / 0x100000000;
  };
}
