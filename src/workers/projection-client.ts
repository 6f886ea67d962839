import * as Comlink from 'comlink';
import type {
  ProjectionApi,
  ProjectionEvent,
  ProjectionOptions,
  ProjectionResult,
} from './boundary-types.ts';
import { WorkerClient } from './worker-client.ts';

/** The page's handle on a projection worker, started by the first projection. */
export class ProjectionClient {
  private readonly scriptUrl: string;
  private client: WorkerClient<ProjectionApi> | undefined;

  constructor(baseUrl: string) {
    this.scriptUrl = new URL('projection.worker.js', baseUrl).href;
  }

  /**
   * Lays latent vectors out in the plane. A new call ends the one under way, which then rejects with an AbortError.
   * @param onLayout told of layouts on the way, at most about ten a second.
   */
  async project(
    latents: { data: Float32Array; shape: [number, number] },
    options: ProjectionOptions,
    onLayout?: (event: ProjectionEvent) => void,
  ): Promise<ProjectionResult> {
    this.client ??= new WorkerClient(this.scriptUrl, 'projection', () => (this.client = undefined));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (message: MessageEvent<ProjectionEvent>) => onLayout?.(message.data);
    try {
      return await this.client.call('project', latents, options, Comlink.transfer(port2, [port2]));
    } finally {
      port1.close();
    }
  }

  /** Ends the projection under way, if any. */
  async cancel(): Promise<void> {
    await this.client?.call('cancel');
  }

  terminate(): void {
    this.client?.terminate();
    this.client = undefined;
  }
}
