import type { AutoencoderPart, EpochRecord } from '../../../workers/index.ts';

/** Epochs of a run in which the same half was trained, or both. */
export interface TrainingStage {
  frozen: AutoencoderPart | undefined;
  /** Epochs that had been trained when it began. */
  begun: number;
  /** Epochs that had been trained when it ended: as many, while it has none yet. */
  ended: number;
}

/** The stages that a run has gone through, and last the one that it goes on with if another half is frozen now. */
export function listStages(
  history: readonly EpochRecord[],
  frozen: AutoencoderPart | undefined,
): TrainingStage[] {
  const stages: TrainingStage[] = [];
  for (const [begun, record] of history.entries()) {
    const last = stages.at(-1);
    if (last && last.frozen === record.frozen) last.ended++;
    else stages.push({ frozen: record.frozen, begun, ended: begun + 1 });
  }
  const last = stages.at(-1);
  if (last && last.frozen === frozen) return stages;
  return [...stages, { frozen, begun: history.length, ended: history.length }];
}
