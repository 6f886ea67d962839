import {
  TrainingClient,
  type Capabilities,
  type StartOptions,
  type TrainingListener,
} from '../../workers/index.ts';
import { explainThreads } from './explain-threads.ts';
import { measureTask } from './measure-task.ts';
import type { NoticeBoard } from './notice-board.ts';

/** The training worker's life: started once, ended and started anew where it has to be, and what it found it can do. */
export class WorkerLife {
  capabilities: Capabilities | undefined;
  readonly client: TrainingClient;
  /** Nothing comes from the worker any more; only `restart` helps. */
  isDead = false;
  /** The backend is there: models can be made. */
  started: Promise<void> = Promise.resolve();
  private readonly notices: NoticeBoard;

  constructor(options: StartOptions, listener: TrainingListener, notices: NoticeBoard) {
    this.notices = notices;
    this.client = new TrainingClient(options, {
      onEvent: (event) => listener.onEvent(event),
      onFailure: (error) => {
        this.isDead = true;
        listener.onFailure(error);
      },
    });
  }

  /** Begins; `started` tells when it has. */
  start(): void {
    this.started = measureTask('ae-backend', () => this.client.start()).then((found) => this.note(found));
    // Whoever awaits it hears of a failure.
    this.started.catch(() => undefined);
  }

  /** Ends the worker and starts an empty one. */
  async restart(changes: Partial<StartOptions> = {}): Promise<void> {
    this.isDead = false;
    this.started = this.client.restart(changes).then((found) => this.note(found));
    await this.started;
  }

  private note(capabilities: Capabilities): void {
    this.capabilities = capabilities;
    explainThreads(capabilities, this.notices);
  }
}
