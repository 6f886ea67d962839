import type { Capabilities } from '../../workers/index.ts';
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
