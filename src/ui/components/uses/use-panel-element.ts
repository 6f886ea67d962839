import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LabController, LabState, Settings } from '../../state/index.ts';
import type {
  DatasetInfo,
  ModelSummary,
  PresetName,
  UseAnswer,
  UseName,
  UseNews,
  UseProgress,
  UseRequest,
} from '../../../workers/index.ts';
import { formatCount } from '../../charts/index.ts';
import { baseStyles } from '../../styles/index.ts';
import { PanelElement } from '../panel-element.ts';

/**
 * What the panels of the uses share: what they are shown for, and one long call at a time, with progress and cancel. They
 * talk to the worker through the lab only.
 */
export abstract class UsePanelElement extends PanelElement {
  static readonly useStyles = [
    baseStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 14px;
      }
      .row + *,
      * + .row {
        margin-top: 12px;
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
        gap: 20px 28px;
        margin-top: 14px;
      }
      .columns > * {
        min-width: 0;
      }
      .job {
        flex: 1 1 220px;
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 28px;
        font-size: 12px;
      }
      .job progress {
        flex: 1 1 80px;
      }
      .scroll {
        overflow-x: auto;
      }
      h3 {
        margin-bottom: 6px;
      }
      .columns + h3 {
        margin-top: 18px;
      }
      .scroll + p {
        margin-top: 6px;
      }
      label {
        font-size: 12px;
      }
    `,
  ];

  @property({ attribute: false }) lab: LabController | undefined;
  @property({ attribute: false }) summary: ModelSummary | undefined;
  @property({ attribute: false }) info: DatasetInfo | undefined;
  @property({ attribute: false }) preset: PresetName = 'compact';
  @property({ attribute: false }) settings: Partial<Settings> = {};
  @property({ attribute: false }) labState: LabState = 'idle';
  /** Finished epochs of the present model. */
  @property({ type: Number }) epochs = 0;
  @state() protected progress: UseProgress | undefined;
  private controller: AbortController | undefined;

  protected get isBusy(): boolean {
    return this.controller !== undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.cancel();
  }

  /** Asks the worker; undefined where it was cancelled or failed, which the page's notices then tell. */
  protected async ask<Name extends UseName>(
    name: Name,
    request: UseRequest<Name>,
    onNews?: (news: UseNews) => void,
  ): Promise<UseAnswer<Name> | undefined> {
    if (!this.lab) return undefined;
    this.cancel();
    const controller = new AbortController();
    this.controller = controller;
    this.progress = { what: 'Working', done: 0, total: 0 };
    const onProgress = (progress: UseProgress) => {
      if (this.controller !== controller) return;
      this.progress = progress;
      if (progress.news) onNews?.(progress.news);
    };
    try {
      return await this.lab.use(name, request, { onProgress, signal: controller.signal });
    } catch {
      return undefined;
    } finally {
      if (this.controller === controller) {
        this.controller = undefined;
        this.progress = undefined;
      }
    }
  }

  protected cancel(): void {
    this.controller?.abort();
  }

  /** The call under way and its cancel button; nothing otherwise. */
  protected renderJob() {
    if (!this.progress) return nothing;
    const { what, done, total } = this.progress;
    return html`<div class="job" role="status">
      <span>${what}${total > 0 ? ` ${Math.round((100 * done) / total)} %` : '…'}</span>
      <progress aria-label=${what} .value=${done} max=${total || 1}></progress>
      <button class="small" @click=${() => this.cancel()}>Cancel</button>
    </div>`;
  }

  /** What a figure was measured on. */
  protected describeModel(epochs = this.epochs): string {
    return epochs === 0
      ? 'the untrained model'
      : `the model after ${formatCount(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'}`;
  }
}
