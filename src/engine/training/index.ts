/** Door of training: the run, what it tells, and how it is kept. */
export { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
export { packEpochCodes, unpackEpochCodes, type EpochCodes } from './epoch-codes.ts';
export { ForwardPass, type TrainingStep } from './forward-pass.ts';
export { giveWay } from './give-way.ts';
export {
  Inference,
  INFERENCE_BATCH,
  type LatentArray,
  type LatentClouds,
  type Predictions,
} from './inference.ts';
export { countKnown, fillUnknown, imageRmse, sumSquaredError, type Evaluation } from './metrics.ts';
export { decodeModelFile, encodeModelFile } from './model-file.ts';
export { addNoise, binarizePixels, checkNoise, noiseKinds, type Noise, type NoiseKind } from './noise.ts';
export type { RunState } from './run-state.ts';
export { planSweep, sweepParameters } from './sweep/plan-sweep.ts';
export type { SweepParameter, SweepPlan, SweepTrial } from './sweep/plan-sweep.ts';
export { runSweep, scoreEpoch } from './sweep/run-sweep.ts';
export type { SweepEvent, SweepRow, SweepStatus } from './sweep/run-sweep.ts';
export { chooseBetterHalf, countEpochs, planRungs } from './sweep/successive-halving.ts';
export { Trainer, type RunLimits } from './trainer.ts';
export { checkTrainingConfig, type TrainingConfig } from './training-config.ts';
export type {
  EpochRecord,
  LossPart,
  LossParts,
  TrainingEndReason,
  TrainingEvent,
  TrainingProgress,
} from './training-event.ts';
