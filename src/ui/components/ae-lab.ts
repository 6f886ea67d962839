import { css, html } from 'lit';
import { nextTask, runCommand, type Order } from '../state/index.ts';
import { baseStyles } from '../styles/index.ts';
import type { Theme } from './ae-header.ts';
import { LabElement } from './lab-element.ts';
import type { MapPoint } from './map-tool.ts';
import { loadPanels } from './load-panels.ts';
import { renderNotices } from './notice-list.ts';
import { PanelElement } from './panel-element.ts';
import { feedPanel, type LabView } from './panel-feeds.ts';
import type { CommandEvent } from './send-command.ts';

type PointEvent = CustomEvent<{ index: number | null }>;
type SelectEvent = CustomEvent<{ indices: number[] }>;

const noneHidden: ReadonlySet<string> = new Set();

/** Which lab feeds a panel: the last one it was connected in. */
const labOfPanel = new WeakMap<PanelElement, AeLab>();

/**
 * One engine and what is known of its run, for the panels inside it, wherever the page's author puts them:
 * `<ae-controls>`, `<ae-latent-map>`, `<ae-loss-chart>` and the others find the lab around them by themselves, and it
 * gives them what they show. It has no look of its own but for its notices, which stand above what is inside.
 *
 * Everything it does is reached by attributes, properties, methods and events; the panels only call them.
 *
 * @slot - The page's own layout, with panels anywhere in it
 * @csspart notice
 * @fires ae-ready - The data is loaded and the model built
 * @fires ae-state-change - `{state}`
 * @fires ae-batch-end - Where the run stands, a dozen times a second
 * @fires ae-epoch-end - The new row of the history
 * @fires ae-train-end - `{reason, history}`
 * @fires ae-projection - `{method, count}`: the map has a new layout
 * @fires ae-hover - `{index, label}` of the test image under the pointer; `{index: null}` when it leaves
 * @fires ae-select - `{selection}`, by the person, never by setting the property
 * @fires ae-error - `{message, error}`: what was expected, found, and what to do
 */
export class AeLab extends LabElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        container-type: normal;
      }
      :host([theme='light']) {
        color-scheme: light;
      }
      :host([theme='dark']) {
        color-scheme: dark;
      }
    `,
  ];

  private hovered: number | null = null;
  private readonly panels = new Set<PanelElement>();

  constructor() {
    super();
    this.take('ae-panel', (_, panel) => this.adopt(panel as PanelElement));
    this.take('ae-command', (event: CommandEvent) => this.obey(event.detail));
    this.take('map-hover', (event: PointEvent) => this.hover(event.detail.index));
    this.take('map-pin', (event: PointEvent) => this.pin(event.detail.index));
    this.take('map-select', (event: SelectEvent) => this.pickOut(event.detail.indices));
    this.take('map-point', (event: CustomEvent<MapPoint>) => this.lab?.explorer.point(event.detail));
    for (const name of ['map-method', 'map-colour', 'map-size']) {
      this.take(name, ({ detail: value }: CustomEvent<object>) => this.obey({ command: name, value }));
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Panels that were there before this element was defined have announced themselves to nobody.
    for (const panel of this.querySelectorAll('*')) if (panel instanceof PanelElement) this.adopt(panel);
  }

  override render(): unknown {
    return html`${renderNotices(this.lab)}<slot></slot>`;
  }

  protected override updated(): void {
    const { lab } = this;
    lab?.explorer.selection.show(this.selectedIndices, lab.explorer.map);
    const view = this.describe();
    for (const panel of this.panels) {
      if (panel.isConnected && labOfPanel.get(panel) === this) feedPanel(panel, view);
      else this.panels.delete(panel);
    }
  }

  /** Updated means that the panels are there too. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    if (this.lab) await loadPanels().catch(() => undefined);
    return complete;
  }

  /** Panels and uses that are not to be offered, by name. */
  protected get hiddenPanels(): ReadonlySet<string> {
    return noneHidden;
  }

  protected override open(): void {
    this.hovered = null;
    super.open();
    // After the workers, which have the longer way; asking for eleven files is a task of its own.
    nextTask()
      .then(loadPanels)
      .catch((error: unknown) => this.lab?.notices.report(error));
  }

  /** Panels' events are for the lab alone: its own are those that its documentation names. */
  private take<E extends Event>(name: string, act: (event: E, from: EventTarget) => void): void {
    this.addEventListener(name, (event) => {
      event.stopImmediatePropagation();
      act(event as E, event.composedPath()[0]);
    });
  }

  private adopt(panel: PanelElement): void {
    this.panels.add(panel);
    labOfPanel.set(panel, this);
    feedPanel(panel, this.describe());
  }

  private describe(): LabView {
    const { lab, theme, hiddenPanels, hovered, selectedIndices } = this;
    const pinned = selectedIndices.length === 1 ? selectedIndices[0] : null;
    return { lab, theme, hidden: hiddenPanels, hovered, pinned, selection: selectedIndices };
  }

  private obey(order: Order): void {
    if (order.command === 'theme') this.theme = order.value as Theme;
    else if (this.lab) void runCommand(this.lab, order, this.storageKey);
  }

  private hover(index: number | null): void {
    if (index === this.hovered) return;
    this.hovered = index;
    this.emit('ae-hover', index === null ? { index } : { index, label: this.labelOf(index) });
    this.requestUpdate();
  }

  private pin(index: number | null): void {
    if (index !== null) this.lab?.explorer.pick(index);
    this.pickOut(index === null ? [] : [index]);
  }

  private pickOut(indices: number[]): void {
    this.selectedIndices = indices;
    this.emit('ae-select', { selection: this.selection });
    this.requestUpdate();
  }

  private labelOf(index: number): number | undefined {
    const data = this.lab?.views.map.data;
    return data?.labels[data.indices.indexOf(index)];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-lab': AeLab;
  }
}
