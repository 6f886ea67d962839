import { matMul, softmax, sub, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { RandomSequence } from '../random.ts';

/** Labelled vectors: rows go together. */
export interface LabelledVectors {
  /** count × dimensions. */
  vectors: Float32Array;
  labels: Uint8Array;
}

export interface ProbeOptions {
  classes: number;
  seed: number;
  /** Awaited between steps of the fit. */
  giveWay?: () => Promise<void>;
}

const BATCH = 1000;
const LARGEST_EPOCHS = 40;
/** At least so many steps, however few labels there are. */
const LEAST_STEPS = 400;
const LEARNING_RATE = 0.03;
/** Of the squared weights, divided by the number of samples: it matters where labels are few. */
const PENALTY = 1;

/**
 * A linear classifier: softmax regression on standardised vectors, fitted by Adam with a rate that falls to zero, on
 * tfjs' current backend. What it reaches on frozen codes is how far they part the classes by themselves.
 */
export class SoftmaxProbe {
  private readonly classes: number;
  private readonly mean: Float64Array;
  private readonly scale: Float64Array;
  /** (dimensions + 1) × classes; the last row is the bias. */
  private readonly weights: Float32Array;

  private constructor(classes: number, mean: Float64Array, scale: Float64Array) {
    this.classes = classes;
    this.mean = mean;
    this.scale = scale;
    this.weights = new Float32Array((mean.length + 1) * classes);
  }

  static async fit({ vectors, labels }: LabelledVectors, options: ProbeOptions): Promise<SoftmaxProbe> {
    const { classes, seed, giveWay = async () => {} } = options;
    const count = labels.length;
    const dimensions = vectors.length / count;
    const probe = new SoftmaxProbe(classes, ...measureColumns(vectors, dimensions));
    const { weights } = probe;
    const batch = Math.min(BATCH, count);
    const perEpoch = Math.ceil(count / batch);
    const steps = Math.max(LEAST_STEPS, LARGEST_EPOCHS * perEpoch);
    const [first, second] = [new Float64Array(weights.length), new Float64Array(weights.length)];
    let order: Uint32Array = new Uint32Array();
    for (let step = 0; step < steps; step++) {
      const at = step % perEpoch;
      if (at === 0) order = new RandomSequence(seed, 'probe', step / perEpoch).permutation(count);
      const rows = order.subarray(at * batch, (at + 1) * batch);
      const gradient = probe.differentiate(vectors, labels, rows);
      const rate = LEARNING_RATE * (1 - step / steps);
      const [firstBias, secondBias] = [1 - 0.9 ** (step + 1), 1 - 0.999 ** (step + 1)];
      for (let i = 0; i < weights.length; i++) {
        const isBias = i >= dimensions * classes;
        const slope = gradient[i] / rows.length + (isBias ? 0 : (PENALTY * weights[i]) / count);
        first[i] = 0.9 * first[i] + 0.1 * slope;
        second[i] = 0.999 * second[i] + 0.001 * slope * slope;
        weights[i] -= (rate * (first[i] / firstBias)) / (Math.sqrt(second[i] / secondBias) + 1e-8);
      }
      await giveWay();
    }
    return probe;
  }

  /** The likeliest class of each of count × dimensions vectors. */
  classify(vectors: Float32Array): Uint8Array {
    const dimensions = this.mean.length;
    const count = vectors.length / dimensions;
    const found = new Uint8Array(count);
    for (let start = 0; start < count; start += BATCH) {
      const rows = Uint32Array.from({ length: Math.min(BATCH, count - start) }, (_, i) => start + i);
      const logits = tidy(() => matMul(this.gather(vectors, rows), this.readWeights()));
      const values = logits.dataSync<'float32'>();
      logits.dispose();
      for (let row = 0; row < rows.length; row++) {
        const own = values.subarray(row * this.classes, (row + 1) * this.classes);
        found[start + row] = own.indexOf(Math.max(...own));
      }
    }
    return found;
  }

  /** Σ over rows of the cross entropy's slope. */
  private differentiate(vectors: Float32Array, labels: Uint8Array, rows: Uint32Array): Float32Array {
    const wanted = new Float32Array(rows.length * this.classes);
    rows.forEach((row, i) => (wanted[i * this.classes + labels[row]] = 1));
    const gradient = tidy(() => {
      const inputs = this.gather(vectors, rows);
      const likely = softmax(matMul(inputs, this.readWeights()));
      return matMul(inputs, sub(likely, tensor2d(wanted, [rows.length, this.classes])), true, false);
    });
    const values = gradient.dataSync<'float32'>();
    gradient.dispose();
    return values;
  }

  /** Standardised rows with a one at their end. */
  private gather(vectors: Float32Array, rows: Uint32Array): Tensor2D {
    const dimensions = this.mean.length;
    const gathered = new Float32Array(rows.length * (dimensions + 1)).fill(1);
    rows.forEach((row, i) => {
      for (let column = 0; column < dimensions; column++) {
        gathered[i * (dimensions + 1) + column] =
          (vectors[row * dimensions + column] - this.mean[column]) * this.scale[column];
      }
    });
    return tensor2d(gathered, [rows.length, dimensions + 1]);
  }

  private readWeights(): Tensor2D {
    return tensor2d(this.weights, [this.mean.length + 1, this.classes]);
  }
}

/** Mean and one over the deviation of each column; columns that never change keep their size. */
function measureColumns(vectors: Float32Array, dimensions: number): [Float64Array, Float64Array] {
  const count = vectors.length / dimensions;
  const mean = new Float64Array(dimensions);
  const square = new Float64Array(dimensions);
  for (let i = 0; i < vectors.length; i++) mean[i % dimensions] += vectors[i] / count;
  for (let i = 0; i < vectors.length; i++)
    square[i % dimensions] += (vectors[i] - mean[i % dimensions]) ** 2 / count;
  return [mean, square.map((variance) => 1 / (Math.sqrt(variance) || 1))];
}
