import type { LatentTable, NamedWeights, TableImages } from '../../engine/exports/index.ts';
import type { SplitName } from '../../engine/datasets/index.ts';

/** The codes of a whole split, with the images where they are wanted. */
export interface CodesRequest {
  split: SplitName;
  withImages: boolean;
}

export type GatheredCodes = LatentTable & Partial<TableImages>;

export interface GatheredWeights {
  weights: NamedWeights[];
  /** What the model is: preset, data, epochs, seed. */
  metadata: Record<string, string>;
}
