import type { SavedRun } from '../../workers/index.ts';
import type { NoticeBoard } from './notice-board.ts';
import { areAlike, type Settings } from './settings.ts';

/** The offer to go on with a run from an earlier visit, until it is taken, refused or overtaken by a new run. */
export class SavedRunOffer {
  private run: SavedRun | undefined;
  private readonly notices: NoticeBoard;

  constructor(notices: NoticeBoard) {
    this.notices = notices;
  }

  make(run: SavedRun): void {
    this.run = run;
    const last = run.history.at(-1);
    const rmse = last ? `, validation RMSE ${last.validationRmse.toFixed(4)}` : '';
    this.notices.put({
      id: 'saved-run',
      kind: 'info',
      message:
        `A run of ${run.preset} on ${run.dataset} was kept from ${new Date(run.savedAt).toLocaleString()}: ` +
        `${run.history.length} of ${run.config.epochs} epochs${rmse}`,
      actions: [
        { label: 'Go on', command: 'resume-saved-run' },
        { label: 'Start anew', command: 'forget-saved-run' },
      ],
    });
  }

  withdraw(): void {
    this.run = undefined;
    this.notices.remove('saved-run');
  }

  /** Whether the run is unfinished, and the one that these settings would begin. */
  isBegunBy(settings: Settings): boolean {
    if (!this.run) return false;
    const { preset, config, history } = this.run;
    return areAlike({ preset, ...config }, settings) && history.length < settings.epochs;
  }
}
