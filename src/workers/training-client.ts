import * as Comlink from 'comlink';
import type {
  Capabilities,
  StartOptions,
  TrainingApi,
  UseAnswer,
  UseName,
  UseProgress,
  UseRequest,
  WorkerEvent,
} from './boundary-types.ts';
import { WorkerClient } from './worker-client.ts';

export interface TrainingListener {
  onEvent(event: WorkerEvent): void;
  /** The worker could not be loaded or died by itself; nothing more will come from it. */
  onFailure(error: Error): void;
}

/** The page's handle on a training worker, which can be ended and started anew. */
export class TrainingClient {
  private options: StartOptions;
  private readonly listener: TrainingListener;
  private client: WorkerClient<TrainingApi>;
  private events: MessagePort | undefined;

  constructor(options: StartOptions, listener: TrainingListener) {
    this.options = options;
    this.listener = listener;
    this.client = this.spawn();
  }

  /** Starts the backend in the worker; the first call to make. */
  start(): Promise<Capabilities> {
    const { port1, port2 } = new MessageChannel();
    this.events?.close();
    this.events = port1;
    port1.onmessage = (message: MessageEvent<WorkerEvent>) => this.listener.onEvent(message.data);
    return this.client.call('start', this.options, Comlink.transfer(port2, [port2]));
  }

  readonly call: WorkerClient<TrainingApi>['call'] = (method, ...args) => this.client.call(method, ...args);

  /**
   * Asks a use something.
   * @param signal ends the call, which then rejects with an AbortError.
   */
  async use<Name extends UseName>(
    name: Name,
    request: UseRequest<Name>,
    { onProgress, signal }: { onProgress?: (progress: UseProgress) => void; signal?: AbortSignal } = {},
  ): Promise<UseAnswer<Name>> {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (message: MessageEvent<UseProgress>) => onProgress?.(message.data);
    const cancel = () => void this.client.call('cancelUse', name).catch(() => undefined);
    signal?.addEventListener('abort', cancel);
    try {
      return await this.client.call('runUse', name, request, Comlink.transfer(port2, [port2]));
    } finally {
      signal?.removeEventListener('abort', cancel);
      port1.close();
    }
  }

  /** The hard stop: ends the worker whatever it is doing and starts an empty one. Calls under way reject. */
  restart(changes: Partial<StartOptions> = {}): Promise<Capabilities> {
    this.client.terminate();
    this.options = { ...this.options, ...changes };
    this.client = this.spawn();
    return this.start();
  }

  terminate(): void {
    this.events?.close();
    this.client.terminate();
  }

  private spawn(): WorkerClient<TrainingApi> {
    const scriptUrl = new URL('training.worker.js', this.options.baseUrl).href;
    return new WorkerClient(scriptUrl, 'training', (error) => this.listener.onFailure(error));
  }
}
