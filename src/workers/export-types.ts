import type { GatheredCodes, GatheredWeights } from './uses/codes-export.ts';

/** Files of codes. */
export type CodesFormat = 'csv' | 'npz' | 'parquet' | 'projector';

/** The export worker's face: it turns what the training worker gathered into files, so that training is not held up. */
export interface ExportApi {
  writeCodes(codes: GatheredCodes, format: CodesFormat): Promise<Uint8Array>;
  writeWeights(weights: GatheredWeights): Promise<Uint8Array>;
}
