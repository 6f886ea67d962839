import { html, nothing, svg } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { formatCount } from '../charts/index.ts';
import { presetList, presetNames } from '../state/index.ts';
import { baseStyles } from '../styles/index.ts';
import type { Capabilities, DatasetInfo, ModelSummary, PresetName, SplitName } from '../../workers/index.ts';
import { defineElement } from './define-element.ts';
import { renderExportMenu } from './export-menu.ts';
import { groupDatasetFiles } from './group-dataset-files.ts';
import { headerStyles } from './ae-header-styles.ts';
import { sendCommand } from './send-command.ts';
import { PanelElement } from './panel-element.ts';

export type Theme = 'auto' | 'light' | 'dark';

const themes: readonly Theme[] = ['auto', 'light', 'dark'];
const themeIcons: Record<Theme, string> = {
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18V19.6a7.6 7.6 0 0 0 0-15.2z',
  light: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11.2 1h1.6v3.4h-1.6zM11.2 19.6h1.6V23h-1.6zM1 11.2h3.4v1.6H1zM19.6 11.2H23v1.6h-3.4zM3.7 4.8l1.1-1.1 2.4 2.4-1.1 1.1zM16.8 17.9l1.1-1.1 2.4 2.4-1.1 1.1zM3.7 19.2l2.4-2.4 1.1 1.1-2.4 2.4zM16.8 6.1l2.4-2.4 1.1 1.1-2.4 2.4z',
  dark: 'M20.5 14.3A8.6 8.6 0 0 1 9.7 3.5a8.8 8.8 0 1 0 10.8 10.8z',
}; // prettier-ignore

/**
 * What is being trained on what, with what; data, files and theme.
 *
 * @fires ae-command - `preset`, `theme`, `export` (an ExportOrder), `open-data` (a DatasetSource), `save`, `open` (a File)
 * @csspart title @csspart menu
 */
@defineElement('ae-header')
export class AeHeader extends PanelElement {
  static override styles = [baseStyles, headerStyles];

  @property() heading = 'Autoencoder laboratory';
  @property({ attribute: false }) info: DatasetInfo | undefined;
  @property({ attribute: false }) summary: ModelSummary | undefined;
  @property({ attribute: false }) capabilities: Capabilities | undefined;
  @property({ type: Number }) imagesPerSecond: number | undefined;
  @property() preset: PresetName = 'compact';
  @property() theme: Theme = 'auto';
  /** True while a run is going on: its model and data stay. */
  @property({ type: Boolean }) locked = false;
  @state() private problem = '';
  @state() private exportSplit: SplitName = 'test';
  @query('[popover]') private menu!: HTMLElement;

  override render() {
    const next = themes[(themes.indexOf(this.theme) + 1) % themes.length];
    return html`<div class="head" @dragover=${this.allowDrop} @drop=${this.drop}>
      <h2 part="title">${this.heading}</h2>
      <p class="dataset muted">${this.describeDataset()}</p>
      <p class="machine muted data">${this.describeMachine()}</p>
      <div class="tools">
        <select
          aria-label="Model"
          .value=${this.preset}
          ?disabled=${this.locked}
          @change=${(event: Event) => sendCommand(this, 'preset', (event.target as HTMLSelectElement).value)}
        >
          ${presetNames.map(
            (name) =>
              html`<option
                value=${name}
                title=${presetList[name].description}
                ?selected=${name === this.preset}
              >
                ${this.describePreset(name)}
              </option>`,
          )}
        </select>
        <button
          class="small icon"
          aria-label="Theme: ${this.theme}; change to ${next}"
          title="Theme: ${this.theme}"
          @click=${() => sendCommand(this, 'theme', next)}
        >
          <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
            ${svg`<path fill="currentColor" d=${themeIcons[this.theme]}></path>`}
          </svg>
        </button>
        <button class="small menu-button" popovertarget="menu">Files</button>
        ${this.renderMenu()}
        <button class="small menu-button" popovertarget="export">Export</button>
        <div id="export" popover @beforetoggle=${this.placeMenu}>${this.renderExports()}</div>
      </div>
    </div>`;
  }

  private renderMenu() {
    const send = (command: string, value?: unknown) => () => this.finish(command, value);
    return html`<div id="menu" popover part="menu" @beforetoggle=${this.placeMenu}>
      <h3 id="data-title">Data</h3>
      <button class="item" ?disabled=${this.locked} @click=${send('open-data', 'mnist')}>
        MNIST, 70,000 digits
      </button>
      <button class="item" ?disabled=${this.locked} @click=${send('open-data', 'mnist-sample')}>
        MNIST, a small sample
      </button>
      <label class="item">
        <input
          class="visually-hidden"
          type="file"
          multiple
          ?disabled=${this.locked}
          @change=${this.chooseData}
        />
        Your own files…
      </label>
      <p class="hint muted data">
        IDX images and labels, gzipped or not, or one table (.csv, .tsv, u.data): numbers, or user, item and
        rating. They can be dropped on the title, too.
      </p>
      <button class="item" ?disabled=${this.locked} @click=${send('open-data', 'ratings-demo')}>
        Ratings, generated
      </button>
      ${this.problem ? html`<p class="problem data" role="alert">${this.problem}</p>` : nothing}
      <h3>Run</h3>
      <button class="item" ?disabled=${!this.summary} @click=${send('save')}>Save the run to a file</button>
      <label class="item">
        <input
          class="visually-hidden"
          type="file"
          accept=".zip"
          ?disabled=${this.locked}
          @change=${this.chooseRun}
        />
        Open a run…
      </label>
    </div>`;
  }

  private renderExports() {
    return renderExportMenu(
      this.summary !== undefined,
      this.exportSplit,
      (split) => (this.exportSplit = split),
      (command, order) => {
        this.renderRoot.querySelector<HTMLElement>('#export')!.hidePopover();
        sendCommand(this, command, order);
      },
    );
  }

  private describeDataset(): string {
    if (!this.info) return 'no data yet';
    const { name, counts } = this.info;
    const title = name.replace(/^mnist/, 'MNIST').replace('-', ' ');
    return `${title} · ${formatCount(counts.train)} train · ${formatCount(counts.validation)} validation · ${formatCount(counts.test)} test`;
  }

  private describeMachine(): string {
    if (!this.capabilities) return '';
    const { threads, simd, relaxedSimd } = this.capabilities;
    const parts = [threads === 1 ? '1 thread' : `${threads} threads`];
    parts.push(relaxedSimd ? 'relaxed SIMD' : simd ? 'SIMD' : 'no SIMD');
    if (this.imagesPerSecond) parts.push(`${formatCount(this.imagesPerSecond)} img/s`);
    return parts.join(' · ');
  }

  private describePreset(name: PresetName): string {
    const { title } = presetList[name];
    return name === this.preset && this.summary
      ? `${title}, ${formatCount(this.summary.totalParams)} parameters`
      : title;
  }

  private finish(command: string, value?: unknown): void {
    this.problem = '';
    this.menu.hidePopover();
    sendCommand(this, command, value);
  }

  private chooseRun(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) this.finish('open', file);
    input.value = '';
  }

  private chooseData(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.openFiles([...(input.files ?? [])]);
    input.value = '';
  }

  private allowDrop(event: DragEvent): void {
    if (!this.locked && event.dataTransfer?.types.includes('Files')) event.preventDefault();
  }

  private drop(event: DragEvent): void {
    if (this.locked || !event.dataTransfer) return;
    event.preventDefault();
    this.openFiles([...event.dataTransfer.files]);
  }

  private openFiles(files: File[]): void {
    if (files.length === 0) return;
    if (files.length === 1 && files[0].name.endsWith('.zip')) return this.finish('open', files[0]);
    try {
      this.finish('open-data', groupDatasetFiles(files));
    } catch (error) {
      this.problem = (error as Error).message;
      this.menu.showPopover();
    }
  }

  /** Under its button: anchor positioning is not everywhere yet. */
  private placeMenu(event: Event): void {
    const menu = event.target as HTMLElement;
    const button = this.renderRoot.querySelector(`[popovertarget="${menu.id}"]`)!;
    const { bottom, right } = button.getBoundingClientRect();
    menu.style.top = `${bottom + 6}px`;
    menu.style.right = `${Math.max(8, document.documentElement.clientWidth - right)}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-header': AeHeader;
  }
}
