import * as Comlink from 'comlink';
import type {
  ByteVectors,
  MapNeighbours,
  NearestRows,
  PlacedPoints,
  ProjectionApi,
  ProjectionEvent,
  ProjectionOptions,
  ProjectionResult,
  Vectors,
} from './projection-types.ts';
import { WorkerClient } from './worker-client.ts';

/** The page's handle on a projection worker, started by the first question. */
export class ProjectionClient {
  private readonly baseUrl: string;
  private client: WorkerClient<ProjectionApi> | undefined;
  private events: MessagePort | undefined;

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /**
   * Lays latent vectors out in the plane. A new call ends the one under way, which then rejects with an AbortError.
   * @param onEvent told of layouts on the way, at most about ten a second; beside a training UMAP moves on after its end
   * too, a few times a second, until the next call or the training's end. Without it nothing of that is done.
   */
  async project(
    latents: Vectors,
    options: ProjectionOptions,
    onEvent?: (event: ProjectionEvent) => void,
  ): Promise<ProjectionResult> {
    const client = this.connect();
    this.events?.close();
    this.events = undefined;
    if (!onEvent) return client.call('project', latents, options);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (message: MessageEvent<ProjectionEvent>) => onEvent(message.data);
    this.events = port1;
    return client.call('project', latents, options, Comlink.transfer(port2, [port2]));
  }

  /** Ends the projection under way, if any; it rejects with an AbortError. */
  async cancel(): Promise<void> {
    await this.client?.call('cancel');
  }

  /** Ends the UMAP under way, if any; it resolves with the layout as it is. */
  async stop(): Promise<void> {
    await this.client?.call('stop');
  }

  async setBesideTraining(besideTraining: boolean): Promise<void> {
    await this.client?.call('setBesideTraining', besideTraining);
  }

  placePoints(latents: Vectors): Promise<PlacedPoints> {
    return this.connect().call('placePoints', latents);
  }

  describeNeighbours(vectors: Vectors | ByteVectors, points: Float32Array): Promise<MapNeighbours> {
    return this.connect().call('describeNeighbours', vectors, points);
  }

  findNearest(references: Vectors, k: number, queries?: Vectors): Promise<NearestRows> {
    return this.connect().call('findNearest', references, k, queries);
  }

  terminate(): void {
    this.events?.close();
    this.client?.terminate();
    this.client = undefined;
  }

  private connect(): WorkerClient<ProjectionApi> {
    if (!this.client) {
      const script = new URL('projection.worker.js', this.baseUrl).href;
      this.client = new WorkerClient(script, 'projection', () => (this.client = undefined));
      // Calls are answered in order; one that fails here fails in the call that needs it, too.
      this.client.call('start', { baseUrl: new URL('.', script).href }).catch(() => undefined);
    }
    return this.client;
  }
}
