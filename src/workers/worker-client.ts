import * as Comlink from 'comlink';
import { spawnWorker } from './spawn-worker.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Method = (...args: any[]) => Promise<unknown>;
type MethodName<Api> = { [K in keyof Api]: Api[K] extends Method ? K : never }[keyof Api];
type ArgumentsOf<F> = F extends (...args: infer A) => Promise<unknown> ? A : never;
type ResultOf<F> = F extends (...args: never[]) => Promise<infer R> ? R : never;

/** What calls reject with once their worker was ended on purpose. */
export class WorkerEndedError extends Error {
  override readonly name = 'WorkerEndedError';
}

/**
 * One worker and the calls under way in it. A worker that cannot be loaded or dies rejects every call under way and
 * every later one, where Comlink alone would leave them hanging.
 */
export class WorkerClient<Api> {
  private readonly worker: Worker;
  /** In a field for as long as the worker lives: a collected Comlink proxy drops its pending calls. */
  private readonly remote: Comlink.Remote<Api>;
  private readonly pending = new Set<(reason: Error) => void>();
  private failure: Error | undefined;

  /** @param onFailure told once, where the worker dies by itself. */
  constructor(scriptUrl: string, name: string, onFailure: (error: Error) => void) {
    this.worker = spawnWorker(scriptUrl, name);
    this.remote = Comlink.wrap<Api>(this.worker);
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.failure) return;
      const error = describeFailure(event, scriptUrl, name);
      this.end(error);
      onFailure(error);
    });
  }

  call<K extends MethodName<Api>>(method: K, ...args: ArgumentsOf<Api[K]>): Promise<ResultOf<Api[K]>> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.pending.add(reject);
      const remoteMethod = this.remote[method as keyof Comlink.Remote<Api>] as Method;
      remoteMethod(...(args as unknown[]))
        .then((result) => resolve(result as ResultOf<Api[K]>), reject)
        .finally(() => this.pending.delete(reject));
    });
  }

  /** Ends the worker at once, whatever it is doing. */
  terminate(): void {
    this.end(new WorkerEndedError('the worker was ended'));
  }

  private end(reason: Error): void {
    this.failure ??= reason;
    for (const reject of this.pending) reject(this.failure);
    this.pending.clear();
    this.worker.terminate();
  }
}

/** An error event without a message is a script that did not load; one with a message was thrown in the worker. */
function describeFailure(event: ErrorEvent, scriptUrl: string, name: string): Error {
  if (event.message && !/importScripts|NetworkError/.test(event.message)) {
    return new Error(`the ${name} worker failed: ${event.message}`);
  }
  return new Error(
    `expected the ${name} worker's script at ${scriptUrl}, found none that loads; ` +
      'serve the whole dist folder, or tell AeDashboard.configure({ baseUrl }) where it is',
  );
}
