import type { AnomalyScore, Roc } from '../../engine/analysis/index.ts';
import type { SplitName, StrangerKind } from '../../engine/datasets/index.ts';

export type { AnomalyScore, Roc, StrangerKind };

export interface AnomalyRequest {
  /** Whose images are judged. */
  split: SplitName;
  score: AnomalyScore;
  /** Labels that count as normal, where the data has labels; all where empty. */
  normal: number[];
  /** Drawn pictures that are no part of the data, put among the images as known anomalies. */
  strangers?: { kind: StrangerKind; count: number };
  /** Of the worst, how many are wanted with pictures. */
  shown: number;
}

/** Images by how anomalous they are, the worst first; rows go together. */
export interface AnomalyReport {
  split: SplitName;
  score: AnomalyScore;
  /** Position in their file; a stranger has its position among the strangers. */
  indices: Uint32Array;
  labels: Uint8Array;
  scores: Float32Array;
  /** RMSE of the reconstruction, pixels in [0, 1]. */
  rmse: Float32Array;
  /** 1 for a known anomaly: a stranger, or an image whose label is not normal. */
  isAnomaly: Uint8Array;
  isStranger: Uint8Array;
  /** Of the first `shown`, count × pixels, 0–255. */
  images: Uint8Array;
  reconstructions: Uint8Array;
  /** Where there are known anomalies and normal ones. */
  roc?: Roc;
  /** Finished steps of the model. */
  step: number;
}
