import { chooseLabelled, type Dataset, type SplitName } from '../datasets/index.ts';
import { RandomSequence, SEQUENCES } from '../random.ts';
import { jitterImages } from './jitter.ts';
import type { TrainingBatch } from './learner.ts';
import { addNoise, binarizePixels } from './noise.ts';
import type { RunPosition } from './run-position.ts';
import type { TrainingConfig } from './training-config.ts';

/** Draws what a run trains on, by (seed, epoch) or (seed, step): any batch again without those before it. */
export class BatchSource {
  private readonly dataset: Dataset;
  private readonly config: TrainingConfig;
  /** Training images whose label may be used; undefined where none is wanted. */
  private readonly labelled: Uint32Array | undefined;

  /** @param usesLabels whether the model has a classifier */
  constructor(dataset: Dataset, config: TrainingConfig, usesLabels: boolean) {
    this.dataset = dataset;
    this.config = config;
    const all = dataset.indices('train');
    const { labelBudget = 'all', seed } = config;
    this.labelled = usesLabels
      ? chooseLabelled(all, dataset.gatherLabels('train', all), labelBudget, seed)
      : undefined;
  }

  /** Batches in an epoch; the last one may be smaller. */
  get count(): number {
    return Math.ceil(this.dataset.counts.train / this.config.batchSize);
  }

  /** Indices of the training images in the order of an epoch, 0 being the first. */
  order(epoch: number): Uint32Array {
    const indices = this.dataset.indices('train');
    const random = new RandomSequence(this.config.seed, 'order', epoch);
    return random.permutation(indices.length).map((position) => indices[position]);
  }

  /** The batch of a place in a run. */
  take(order: Uint32Array, { batch, step }: Pick<RunPosition, 'batch' | 'step'>): TrainingBatch {
    const { batchSize } = this.config;
    const indices = order.subarray(batch * batchSize, (batch + 1) * batchSize);
    const pixels = this.draw(indices, step);
    const mask = this.dataset.gatherMask('train', indices);
    const seen = this.corrupt(pixels, step);
    const labelled = this.takeLabelled(indices, seen, step);
    return {
      pixels,
      ...(seen !== pixels && { seen }),
      ...(mask && { mask }),
      ...(labelled && { labelled }),
    };
  }

  /**
   * What the network sees of images, which begin at place `start` of a split, when it is measured: the same corruption
   * every time, from the last of the seed's sequences down.
   */
  readonly see = (pixels: Float32Array, start: number): Float32Array =>
    this.config.noise ? this.corrupt(pixels, SEQUENCES - 1 - start) : pixels;

  /** Images of a split, which begin at its place `start`, with their labels, and with the same corruption every time. */
  takeFixed(split: SplitName, indices: Uint32Array, start: number): TrainingBatch {
    const pixels = this.dataset.gatherPixels(split, indices);
    const seen = this.corrupt(pixels, SEQUENCES - 1 - start);
    const mask = this.dataset.gatherMask(split, indices);
    const labels = this.dataset.gatherLabels(split, indices);
    return {
      pixels,
      seen,
      ...(mask && { mask }),
      ...(this.labelled && { labelled: { pixels: seen, labels } }),
    };
  }

  private draw(indices: Uint32Array, index: number): Float32Array {
    const { jitter, seed } = this.config;
    const pixels = this.dataset.gatherPixels('train', indices);
    if (!jitter) return pixels;
    return jitterImages(pixels, this.dataset.imageShape, jitter, { seed, index: index % SEQUENCES });
  }

  private corrupt(pixels: Float32Array, index: number): Float32Array {
    const { noise, binarize, seed } = this.config;
    const draw = { seed, index: index % SEQUENCES };
    if (binarize) return binarizePixels(pixels, draw);
    return noise ? addNoise(pixels, this.dataset.imageShape, noise, draw) : pixels;
  }

  private takeLabelled(
    indices: Uint32Array,
    seen: Float32Array,
    step: number,
  ): TrainingBatch['labelled'] | undefined {
    const { dataset, labelled, config } = this;
    if (!labelled) return undefined;
    if (labelled.length === dataset.counts.train) {
      return { pixels: seen, labels: dataset.gatherLabels('train', indices) };
    }
    const random = new RandomSequence(config.seed, 'labels', step % SEQUENCES);
    const chosen = Uint32Array.from(
      { length: config.batchSize },
      () => labelled[Math.floor(random.uniform(0, labelled.length))],
    );
    // From the end of the sequences, so that they are not moved as the batch's own images are.
    const pixels = this.corrupt(this.draw(chosen, SEQUENCES - 1 - (step % SEQUENCES)), step);
    return { pixels, labels: dataset.gatherLabels('train', chosen) };
  }
}
