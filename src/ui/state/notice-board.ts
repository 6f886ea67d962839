import { WorkerEndedError } from '../../workers/index.ts';

/** One message in the page, shown until its cause is gone. */
export interface Notice {
  /** A later notice of the same id takes its place. */
  id: string;
  kind: 'info' | 'warning' | 'error';
  message: string;
  actions: { label: string; command: string }[];
}

export interface NoticeListener {
  onChange(): void;
  onError(error: Error): void;
}

/** The messages of one element, errors first, and the one way by which errors reach the page. */
export class NoticeBoard {
  list: Notice[] = [];
  private readonly listener: NoticeListener;
  private readonly reported = new WeakSet<Error>();

  constructor(listener: NoticeListener) {
    this.listener = listener;
  }

  put(notice: Omit<Notice, 'actions'> & Partial<Pick<Notice, 'actions'>>): void {
    const others = this.list.filter(({ id }) => id !== notice.id);
    const complete = { actions: [], ...notice };
    this.list = notice.kind === 'error' ? [complete, ...others] : [...others, complete];
    this.listener.onChange();
  }

  remove(id: string): void {
    const kept = this.list.filter((notice) => notice.id !== id);
    if (kept.length === this.list.length) return;
    this.list = kept;
    this.listener.onChange();
  }

  /** Shows an error once, however many callers pass it on; a worker or a call ended on purpose is no error. */
  report(reason: unknown): void {
    const error = reason instanceof Error ? reason : new Error(String(reason));
    if (error instanceof WorkerEndedError || error.name === 'AbortError' || this.reported.has(error)) return;
    this.reported.add(error);
    this.put({ id: 'error', kind: 'error', message: error.message });
    this.listener.onError(error);
  }

  /** Runs a task; its failure is shown and passed on. */
  async guard<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      this.report(error);
      throw error;
    }
  }
}
