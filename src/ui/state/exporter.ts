import { ExportClient, type CodesFormat, type SplitName, type TrainingClient } from '../../workers/index.ts';
import { downloadFile } from './download-file.ts';
import type { NoticeBoard } from './notice-board.ts';

/** What can be taken out of the laboratory: codes in one of several formats, the weights, or a report of the run. */
export type ExportFormat = CodesFormat | 'safetensors' | 'report';

export interface ExportOrder {
  format: ExportFormat;
  /** Whose codes; the test split by default. */
  split?: SplitName;
}

const files: Record<ExportFormat, { ending: string; type: string }> = {
  csv: { ending: 'codes.csv', type: 'text/csv' },
  npz: { ending: 'codes.npz', type: 'application/zip' },
  parquet: { ending: 'codes.parquet', type: 'application/vnd.apache.parquet' },
  projector: { ending: 'projector.zip', type: 'application/zip' },
  report: { ending: 'report.html', type: 'text/html' },
  safetensors: { ending: 'weights.safetensors', type: 'application/octet-stream' },
};

export function nameExport({ format, split = 'test' }: ExportOrder, preset: string): string {
  return format === 'safetensors' || format === 'report'
    ? `${preset}-${files[format].ending}`
    : `${preset}-${split}-${files[format].ending}`;
}

/** Has codes gathered by the training worker and written by the export worker, with a notice that tells how far it is. */
export class Exporter {
  private readonly client: TrainingClient;
  private readonly notices: NoticeBoard;
  private readonly writer: ExportClient;
  private controller: AbortController | undefined;

  constructor(client: TrainingClient, notices: NoticeBoard, baseUrl: string) {
    this.client = client;
    this.notices = notices;
    this.writer = new ExportClient(baseUrl);
  }

  /** The file's bytes. A new export ends the one under way, which rejects with an AbortError. */
  async write({ format, split = 'test' }: ExportOrder): Promise<Uint8Array> {
    this.cancel();
    const controller = new AbortController();
    this.controller = controller;
    const { signal } = controller;
    try {
      const onProgress = ({ what, done, total }: { what: string; done: number; total: number }) =>
        this.tell(`${what} for the export: ${Math.round((100 * done) / total)} %`);
      if (format === 'safetensors') {
        return await this.writer.writeWeights(await this.client.use('gather-weights', {}, { signal }));
      }
      if (format === 'report') {
        const report = await this.client.use('gather-report', {}, { signal, onProgress });
        return await this.writer.writeReport(report, describeMachine());
      }
      const request = { split, withImages: format === 'projector' };
      const codes = await this.client.use('gather-codes', request, { signal, onProgress });
      this.tell('Writing the file…');
      const file = await this.writer.writeCodes(codes, format);
      signal.throwIfAborted();
      return file;
    } finally {
      if (this.controller === controller) this.notices.remove('export');
    }
  }

  async download(order: ExportOrder, preset: string): Promise<void> {
    downloadFile(await this.write(order), nameExport(order, preset), files[order.format].type);
  }

  cancel(): void {
    this.controller?.abort();
    this.notices.remove('export');
  }

  private tell(message: string): void {
    if (this.controller?.signal.aborted) return;
    this.notices.put({
      id: 'export',
      kind: 'info',
      message,
      actions: [{ label: 'Cancel', command: 'cancel-export' }],
    });
  }
}

/** As far as a page may know. */
function describeMachine(): string {
  return `${navigator.hardwareConcurrency} logical cores, ${navigator.userAgent}`;
}
