import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ExplorerTool, LatentExplorer } from '../../state/index.ts';
import { baseStyles } from '../../styles/index.ts';
import { defineElement } from '../define-element.ts';
import { PanelElement } from '../panel-element.ts';

interface Tool {
  name: ExplorerTool;
  title: string;
  hint: string;
  /** Most visitors open none or one of them. */
  load: () => Promise<unknown>;
}

const tools: readonly Tool[] = [
  { name: 'decode', title: 'Decode anywhere', hint: 'The digit under the pointer, on empty ground too', load: () => import('./ae-decode-anywhere.ts') },
  { name: 'walk', title: 'Walk', hint: 'From one image to another through latent space', load: () => import('./ae-latent-walk.ts') },
  { name: 'sliders', title: 'Sliders', hint: 'Move the latent dimensions of the pinned image', load: () => import('./ae-latent-sliders.ts') },
  { name: 'draw', title: 'Draw a digit', hint: 'Draw a digit and see where it lies', load: () => import('./ae-draw-digit.ts') },
  { name: 'replay', title: 'Replay', hint: 'How the classes came apart, epoch by epoch', load: () => import('./ae-time-machine.ts') },
]; // prettier-ignore

/**
 * What can be done with the latent space, one tool open at a time.
 *
 * @csspart tools @csspart panel
 */
@defineElement('ae-map-tray')
export class AeMapTray extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-top: 8px;
      }
      .open {
        margin-top: 10px;
      }
    `,
  ];

  @property({ attribute: false }) explorer: LatentExplorer | undefined;
  @property({ type: Number }) version = 0;
  /** Index of the pinned image. */
  @property({ attribute: false }) pinned: number | null = null;
  /** A row of a table cannot be drawn. */
  @property({ type: Boolean }) isTable = false;
  @state() private loaded: ReadonlySet<ExplorerTool> = new Set();

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const tool = tools.find(({ name }) => name === this.explorer?.tool);
    if (!tool || this.loaded.has(tool.name)) return;
    void tool.load().then(() => (this.loaded = new Set([...this.loaded, tool.name])));
  }

  override render() {
    const { explorer } = this;
    const offered = tools.filter(({ name }) => !(this.isTable && name === 'draw'));
    const open = offered.find(({ name }) => name === explorer?.tool)?.name;
    return html`<div class="tools" part="tools" role="group" aria-label="Explore the latent space">
        ${offered.map(
          ({ name, title, hint }) =>
            html`<button
              class="small"
              title=${hint}
              aria-pressed=${open === name}
              ?disabled=${!explorer?.map}
              @click=${() => this.toggle(name)}
            >
              ${title}
            </button>`,
        )}
      </div>
      ${open && this.loaded.has(open) ? html`<div class="open" part="panel">${this.renderPanel(open)}</div>` : nothing}`;
  }

  private toggle(name: ExplorerTool): void {
    const { explorer, pinned } = this;
    explorer?.toggle(name);
    if (pinned !== null) explorer?.pick(pinned);
  }

  private renderPanel(tool: ExplorerTool) {
    const { explorer, version } = this;
    switch (tool) {
      case 'decode':
        return html`<ae-decode-anywhere .explorer=${explorer} .version=${version}></ae-decode-anywhere>`;
      case 'walk':
        return html`<ae-latent-walk .explorer=${explorer} .version=${version}></ae-latent-walk>`;
      case 'sliders':
        return html`<ae-latent-sliders .explorer=${explorer} .version=${version}></ae-latent-sliders>`;
      case 'draw':
        return html`<ae-draw-digit .explorer=${explorer} .version=${version}></ae-draw-digit>`;
      case 'replay':
        return html`<ae-time-machine .explorer=${explorer} .version=${version}></ae-time-machine>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-map-tray': AeMapTray;
  }
}
