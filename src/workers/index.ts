/** The page's door to the workers: clients, types and the list of presets, nothing else of the engine. */
export { TrainingClient, type TrainingListener } from './training-client.ts';
export { ExportClient } from './export-client.ts';
export { ProjectionClient } from './projection-client.ts';
export { addMoment, maxMoments, strideOf } from './replay-moments.ts';
export { WorkerEndedError } from './worker-client.ts';
export { isPresetName, presetList, presetNames, type PresetEntry } from '../engine/models/preset-list.ts';
export type * from './boundary-types.ts';
