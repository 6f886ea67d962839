/** The page's door to the workers: clients and types, nothing of the engine. */
export { TrainingClient, type TrainingListener } from './training-client.ts';
export { ExportClient } from './export-client.ts';
export { ProjectionClient } from './projection-client.ts';
export { WorkerEndedError } from './worker-client.ts';
export type * from './boundary-types.ts';
