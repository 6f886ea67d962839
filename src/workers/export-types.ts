import type { RunReport } from '../engine/exports/index.ts';
import type { GatheredCodes, GatheredWeights } from './uses/codes-export.ts';

/** Files of codes. */
export type CodesFormat = 'csv' | 'npz' | 'parquet' | 'projector';

/** The export worker's face: it turns what the training worker gathered into files, so that training is not held up. */
export interface ExportApi {
  writeCodes(codes: GatheredCodes, format: CodesFormat): Promise<Uint8Array>;
  /** One HTML file; `machine` in words, the time in ms since 1970. */
  writeReport(report: RunReport, machine: string, writtenMs: number): Promise<Uint8Array>;
  writeWeights(weights: GatheredWeights): Promise<Uint8Array>;
}
