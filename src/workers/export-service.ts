import {
  writeCsv,
  writeNpz,
  writeParquet,
  writeProjectorBundle,
  writeReport,
  writeSafetensors,
  type RunReport,
  type TableImages,
} from '../engine/exports/index.ts';
import type { CodesFormat, ExportApi } from './export-types.ts';
import type { GatheredCodes, GatheredWeights } from './uses/codes-export.ts';

/** What the export worker does, without the worker. */
export class ExportService implements ExportApi {
  async writeCodes(codes: GatheredCodes, format: CodesFormat): Promise<Uint8Array> {
    switch (format) {
      case 'csv':
        return writeCsv(codes);
      case 'npz':
        return writeNpz(codes);
      case 'parquet':
        return writeParquet(codes);
      case 'projector':
        if (!codes.images) throw new TypeError('codes: expected images for a sprite, found none');
        return writeProjectorBundle(codes, codes as TableImages);
    }
  }

  async writeReport(report: RunReport, machine: string, writtenMs: number): Promise<Uint8Array> {
    return writeReport(report, machine, new Date(writtenMs));
  }

  async writeWeights({ weights, metadata }: GatheredWeights): Promise<Uint8Array> {
    return writeSafetensors(weights, metadata);
  }
}
