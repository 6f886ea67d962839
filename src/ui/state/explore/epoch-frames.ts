import { addMoment, strideOf, type EpochCodes } from '../../../workers/index.ts';

/** One moment of the time machine: the codes of an epoch, and, once laid out, where they lie. */
export interface EpochFrame extends EpochCodes {
  /** count × 2, in line with the frame before. */
  points?: Float32Array;
}

/** The epochs of a run that are kept, as its worker keeps them: no more than `maxMoments`, evenly spread. */
export class EpochFrames {
  list: readonly EpochFrame[] = [];

  /** Epochs from one kept frame to the next. */
  get stride(): number {
    return strideOf(this.list.at(-1)?.epoch ?? 0);
  }

  add(codes: EpochCodes): void {
    this.list = addMoment<EpochFrame>(this.list, codes);
  }

  place(frame: EpochFrame, points: Float32Array | undefined): void {
    this.list = this.list.map((other) =>
      other.epoch === frame.epoch && other.latents === frame.latents ? { ...other, points } : other,
    );
  }

  clear(): void {
    this.list = [];
  }

  get bytes(): number {
    return this.list.reduce(
      (sum, { latents, points }) => sum + latents.byteLength + (points?.byteLength ?? 0),
      0,
    );
  }
}
