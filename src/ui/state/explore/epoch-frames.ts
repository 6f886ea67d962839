import type { EpochCodes } from '../../../workers/index.ts';

/** One moment of the time machine: the codes of an epoch, and, once laid out, where they lie. */
export interface EpochFrame extends EpochCodes {
  /** count × 2, in line with the frame before. */
  points?: Float32Array;
}

/** Frames that are kept at most: 50 of 2,000 codes of 49 dimensions, with their layouts, take 20 MB. */
export const maxFrames = 50;

/**
 * The epochs of a run, no more than `maxFrames`: past that every second is dropped, and from then on only every second
 * (fourth, eighth …) epoch kept, so that what is kept is evenly spread over however long a run.
 */
export class EpochFrames {
  list: readonly EpochFrame[] = [];
  /** Epochs from one kept frame to the next. */
  stride = 1;

  add(codes: EpochCodes): void {
    // A run that failed is put back to an epoch that it has told before.
    const before = this.list.filter(({ epoch }) => epoch < codes.epoch);
    if (codes.epoch % this.stride !== 0) return;
    this.list = [...before, codes];
    if (this.list.length <= maxFrames) return;
    this.stride *= 2;
    this.list = this.list.filter(({ epoch }) => epoch % this.stride === 0);
  }

  place(frame: EpochFrame, points: Float32Array | undefined): void {
    this.list = this.list.map((other) =>
      other.epoch === frame.epoch && other.latents === frame.latents ? { ...other, points } : other,
    );
  }

  clear(): void {
    this.list = [];
    this.stride = 1;
  }

  get bytes(): number {
    return this.list.reduce(
      (sum, { latents, points }) => sum + latents.byteLength + (points?.byteLength ?? 0),
      0,
    );
  }
}
