/** Door of the exports: codes and weights as files that other programs read. Bundled into a worker of its own. */
export type { LatentTable } from './latent-table.ts';
export type { ClassFigures, ReportPair, RunReport } from './run-report.ts';
export { writeCsv } from './write-csv.ts';
export { writeNpz, writeNpy } from './write-npy.ts';
export { writeParquet } from './write-parquet.ts';
export { writeProjectorBundle, type TableImages } from './write-projector-bundle.ts';
export { writeReport } from './write-report.ts';
export { writeSafetensors, type NamedWeights } from './write-safetensors.ts';
