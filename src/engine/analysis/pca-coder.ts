import { add, dispose, matMul, sub, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Pca } from './pca.ts';

/**
 * PCA used as an autoencoder: pixels to scores and back, on tfjs' current backend. It holds tensors: `dispose` frees
 * them.
 */
export class PcaCoder {
  readonly components: number;
  readonly pixels: number;
  private readonly mean: Tensor1D;
  private readonly axes: Tensor2D;

  constructor(pca: Pca) {
    this.pixels = pca.mean.length;
    this.components = pca.axes.length / this.pixels;
    this.mean = tensor1d(Float32Array.from(pca.mean));
    this.axes = tensor2d(Float32Array.from(pca.axes), [this.components, this.pixels]);
  }

  /** count × pixels, in [0, 1], to count × components. */
  encode(pixels: Float32Array): Float32Array {
    return this.read(pixels, this.pixels, (rows) => matMul(sub(rows, this.mean), this.axes, false, true));
  }

  /** count × components to count × pixels; values may lie a little outside of [0, 1]. */
  decode(scores: Float32Array): Float32Array {
    return this.read(scores, this.components, (rows) => add(matMul(rows, this.axes), this.mean));
  }

  dispose(): void {
    dispose([this.mean, this.axes]);
  }

  private read(values: Float32Array, columns: number, compute: (rows: Tensor2D) => Tensor2D): Float32Array {
    const result = tidy(() => compute(tensor2d(values, [values.length / columns, columns])));
    const data = result.dataSync<'float32'>();
    result.dispose();
    return data;
  }
}
