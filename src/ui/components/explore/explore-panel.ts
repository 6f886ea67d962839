import { css } from 'lit';
import { property } from 'lit/decorators.js';
import type { LatentExplorer } from '../../state/index.ts';
import { baseStyles } from '../../styles/index.ts';
import { PanelElement } from '../panel-element.ts';

/** What the panels of the explorer's tools have in common. */
export class ExplorePanel extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .panel {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 10px 20px;
        align-items: start;
        font-size: 12px;
      }
      .wide {
        grid-column: 1 / -1;
      }
      .picture {
        width: 96px;
      }
      figure {
        margin: 0;
      }
      figcaption {
        margin-top: 4px;
        color: var(--_muted);
        font-size: 11px;
        white-space: nowrap;
      }
      .placeholder {
        aspect-ratio: 1;
        border: 1px dashed var(--_line);
        border-radius: 3px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .stack > * + * {
        margin-top: 8px;
      }
      input[type='range'] {
        width: 100%;
        min-height: 24px;
        border: 0;
        accent-color: var(--_accent);
      }
      .grow {
        flex: 1 1 120px;
      }
      @container (max-width: 420px) {
        .panel {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) explorer: LatentExplorer | undefined;
  /** The explorer's own count of its changes: the explorer stays the same object. */
  @property({ type: Number }) version = 0;
}
