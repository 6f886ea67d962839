import * as Comlink from 'comlink';
import type { RunReport } from '../engine/exports/index.ts';
import type { CodesFormat, ExportApi } from './export-types.ts';
import type { GatheredCodes, GatheredWeights } from './uses/codes-export.ts';
import { WorkerClient } from './worker-client.ts';

/** Writes files in a worker that lives for one file: its code is fetched when it is needed, its memory given back. */
export class ExportClient {
  private readonly scriptUrl: string;

  constructor(baseUrl: string) {
    this.scriptUrl = new URL('export.worker.js', baseUrl).href;
  }

  writeCodes(codes: GatheredCodes, format: CodesFormat): Promise<Uint8Array> {
    const buffers = [codes.latents, codes.rmse, codes.indices, ...(codes.images ? [codes.images] : [])];
    const handedOver = Comlink.transfer(
      codes,
      buffers.map(({ buffer }) => buffer),
    );
    return this.inWorker((client) => client.call('writeCodes', handedOver, format));
  }

  writeReport(report: RunReport, machine: string): Promise<Uint8Array> {
    return this.inWorker((client) => client.call('writeReport', report, machine, Date.now()));
  }

  writeWeights(weights: GatheredWeights): Promise<Uint8Array> {
    return this.inWorker((client) => client.call('writeWeights', weights));
  }

  private async inWorker(
    write: (client: WorkerClient<ExportApi>) => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const client = new WorkerClient<ExportApi>(this.scriptUrl, 'export', () => undefined);
    try {
      return await write(client);
    } finally {
      client.terminate();
    }
  }
}
