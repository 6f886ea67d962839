import { css, html } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { createCurveChart, type Curve, type CurveChart } from '../../charts/index.ts';
import { baseStyles } from '../../styles/index.ts';
import { defineElement } from '../define-element.ts';
import { PanelElement } from '../panel-element.ts';

/**
 * One to a few curves over two axes. The first is drawn in the accent colour, the others muted.
 *
 * @csspart chart
 */
@defineElement('ae-curve-chart')
export class AeCurveChart extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        height: 180px;
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
        overflow: visible;
      }
      text {
        fill: var(--_muted);
        font-size: 11px;
      }
      .grid line {
        stroke: var(--_line);
      }
      .curve {
        fill: none;
        stroke: var(--_muted);
        stroke-width: 1.25;
        stroke-linejoin: round;
      }
      .curve:first-child {
        stroke: var(--_accent);
        stroke-width: 2;
      }
      .mark circle {
        fill: var(--_background);
        stroke: var(--_accent);
        stroke-width: 2;
      }
    `,
  ];

  @property({ attribute: false }) curves: readonly Curve[] = [];
  @property({ attribute: false }) xLabel = '';
  @property({ attribute: false }) yLabel = '';
  @property({ attribute: false }) xDomain: readonly [number, number] | undefined;
  @property({ attribute: false }) yDomain: readonly [number, number] | undefined;
  @property({ attribute: false }) mark: readonly [number, number] | undefined;
  /** What a screen reader is told. */
  @property() label = '';
  @state() private size = { width: 0, height: 0 };
  @query('svg') private svg!: SVGSVGElement;
  private chart: CurveChart | undefined;
  private readonly observer = new ResizeObserver(
    ([
      {
        contentRect: { width, height },
      },
    ]) => {
      this.size = { width: Math.round(width), height: Math.round(height) };
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  override render() {
    return html`<svg part="chart" role="img" aria-label=${this.label}></svg>`;
  }

  override updated(): void {
    if (this.size.width === 0) return;
    const { curves, xLabel, yLabel, xDomain, yDomain, mark } = this;
    const data = {
      curves,
      xLabel,
      yLabel,
      ...(xDomain && { xDomain }),
      ...(yDomain && { yDomain }),
      ...(mark && { mark }),
    };
    if (this.chart) this.chart.update(data, this.size);
    else this.chart = createCurveChart(this.svg, data, this.size);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-curve-chart': AeCurveChart;
  }
}
