import type { Capabilities, SavedRun } from '../../workers/index.ts';
import type { NoticeBoard } from './notice-board.ts';

/** Says on how many threads the page trains where it could be more, and what its server has to send. */
export function explainThreads(capabilities: Capabilities, notices: NoticeBoard): void {
  const cores = navigator.hardwareConcurrency || 1;
  notices.remove('threads');
  if (capabilities.crossOriginIsolated || cores === 1) return;
  notices.put({
    id: 'threads',
    kind: 'info',
    message:
      `Training on one thread of ${cores}. For all of them, serve this page with the header ` +
      'Document-Isolation-Policy: isolate-and-require-corp, or with Cross-Origin-Opener-Policy: same-origin and ' +
      'Cross-Origin-Embedder-Policy: require-corp',
  });
}

/** Offers to go on with a run from an earlier visit. */
export function offerSavedRun(run: SavedRun, notices: NoticeBoard): void {
  const epochs = run.history.length;
  const last = run.history.at(-1);
  const rmse = last ? `, validation RMSE ${last.validationRmse.toFixed(4)}` : '';
  notices.put({
    id: 'saved-run',
    kind: 'info',
    message:
      `A run of ${run.preset} on ${run.dataset} was kept from ${new Date(run.savedAt).toLocaleString()}: ` +
      `${epochs} of ${run.config.epochs} epochs${rmse}`,
    actions: [
      { label: 'Go on', command: 'resume-saved-run' },
      { label: 'Start anew', command: 'forget-saved-run' },
    ],
  });
}
