import { css, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { html, unsafeStatic } from 'lit/static-html.js';
import type { LabController } from '../state/index.ts';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { PanelElement } from './panel-element.ts';
import { usePanels, type UsePanel } from './uses/use-panels.ts';

/**
 * What an autoencoder is good for, a tab for each use that the present model and data allow. Nothing is open, and none of
 * it loaded, until somebody asks.
 *
 * @csspart title @csspart tabs @csspart explanation
 */
@defineElement('ae-uses')
export class AeUses extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .tabs {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 6px;
        margin-top: 8px;
      }
      .tabs button {
        min-height: 30px;
        border-color: transparent;
        color: var(--_muted);
      }
      .tabs button[aria-expanded='true'] {
        border-color: var(--_line);
        background: var(--_hover);
        color: var(--_text);
        font-weight: 600;
      }
      .explanation {
        max-width: 78ch;
        margin: 14px 0;
        color: var(--_muted);
      }
    `,
  ];

  /** Rendered anew with its owner: the lab tells its changes through it. */
  @property({ attribute: false, hasChanged: () => true }) lab: LabController | undefined;
  /** Names of uses that are not offered. */
  @property({ attribute: false }) omitted: ReadonlySet<string> = new Set();
  /** Name of the use that is open. */
  @property() open = '';
  /** Its code, once it is there. */
  @state() private loaded: UsePanel | undefined;
  @state() private problem = '';

  override render() {
    const panels = this.offered();
    const shown = panels.find(({ name }) => name === this.open);
    return html`<h2 part="title" id="title">Uses</h2>
      <div class="tabs" part="tabs" role="group" aria-labelledby="title">
        ${panels.map(
          ({ name, title }) =>
            html`<button
              class="small"
              aria-expanded=${name === this.open}
              aria-controls="use"
              @click=${() => this.toggle(name)}
            >
              ${title}
            </button>`,
        )}
      </div>
      <div id="use">
        ${
          shown
            ? html`<p class="explanation" part="explanation">${shown.explanation}</p>
                ${this.problem ? html`<p role="alert">${this.problem}</p>` : this.renderPanel(shown)}`
            : nothing
        }
      </div>`;
  }

  protected override updated(): void {
    const shown = this.offered().find(({ name }) => name === this.open);
    if (shown && shown !== this.loaded && !this.problem) void this.load(shown);
  }

  private renderPanel(panel: UsePanel) {
    const { lab } = this;
    if (!lab || this.loaded !== panel) return html`<p class="muted" role="status">Loading…</p>`;
    const tag = unsafeStatic(`ae-${panel.name}`);
    return html`<${tag}
      .lab=${lab}
      .summary=${lab.summary}
      .info=${lab.dataset}
      .preset=${lab.settings.preset}
      .settings=${lab.settings}
      .labState=${lab.state}
      .epochs=${lab.run.history.length}
    ></${tag}>`;
  }

  private offered(): readonly UsePanel[] {
    const { summary, dataset, settings } = this.lab ?? {};
    if (!summary || !dataset || !settings) return [];
    return usePanels.filter(
      (panel) =>
        !this.omitted.has(panel.name) && panel.appliesTo({ preset: settings.preset, summary, dataset }),
    );
  }

  private toggle(name: string): void {
    this.problem = '';
    this.open = this.open === name ? '' : name;
  }

  private async load(panel: UsePanel): Promise<void> {
    try {
      await panel.load();
      this.loaded = panel;
    } catch (error) {
      this.problem = `The code of this use could not be fetched: ${(error as Error).message}`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-uses': AeUses;
  }
}
