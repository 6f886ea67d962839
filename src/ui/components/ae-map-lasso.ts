import { css, html, LitElement, nothing, svg } from 'lit';
import { property, state } from 'lit/decorators.js';
import { readSelectionMode, type SelectionMode } from '../state/index.ts';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';

export type LassoShape = 'lasso' | 'rectangle';
export type Corner = [x: number, y: number];

/** What was drawn round: corners in CSS pixels from this element's own corner. */
export interface LassoDetail {
  corners: Corner[];
  mode: SelectionMode;
}

/** A drag shorter than this is a click. */
const leastPixels = 5;

/**
 * Lies over the map while images are picked: a line drawn by mouse, finger or pen, or from corner to corner of a
 * rectangle. What else the pointer does, hovering and the wheel, is for the element below.
 *
 * @fires lasso-end - LassoDetail
 * @fires lasso-pass - `{event}`: a pointer's move or a wheel's turn that draws nothing
 */
@defineElement('ae-map-lasso')
export class AeMapLasso extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: absolute;
        inset: 0;
        container-type: normal;
        cursor: crosshair;
        touch-action: none;
      }
      :host(.passive) {
        pointer-events: none;
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
      }
      polygon {
        fill: color-mix(in srgb, var(--_accent) 14%, transparent);
        stroke: var(--_accent);
        stroke-width: 1.5;
        stroke-dasharray: 4 3;
      }
    `,
  ];

  @property() shape: LassoShape = 'lasso';
  /** Corners set by keyboard, shown until they are closed. */
  @property({ attribute: false }) corners: readonly Corner[] = [];
  @state() private drawn: Corner[] = [];
  private pointer: number | undefined;

  constructor() {
    super();
    this.addEventListener('pointerdown', (event) => this.begin(event));
    this.addEventListener('pointermove', (event) => this.move(event));
    this.addEventListener('pointerup', (event) => this.end(event));
    this.addEventListener('pointercancel', () => this.drop());
    this.addEventListener('pointerleave', (event) => this.pass(event));
    this.addEventListener('wheel', (event) => this.pass(event), { passive: false });
  }

  override render() {
    const corners = this.drawn.length > 0 ? this.outline : this.corners;
    const points = corners.map((corner) => corner.join(',')).join(' ');
    return html`<svg aria-hidden="true">
      ${corners.length > 1 ? svg`<polygon points=${points}></polygon>` : nothing}
    </svg>`;
  }

  /** Forgets the line under way. */
  drop(): void {
    this.pointer = undefined;
    this.drawn = [];
  }

  private get outline(): Corner[] {
    if (this.shape === 'lasso') return this.drawn;
    const [[x0, y0]] = this.drawn;
    const [x1, y1] = this.drawn[this.drawn.length - 1];
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]; // prettier-ignore
  }

  private begin(event: PointerEvent): void {
    if (event.button !== 0 || this.pointer !== undefined) return;
    event.preventDefault();
    this.pointer = event.pointerId;
    // A pen or finger that leaves the map still draws; a made-up event in a test has no pointer to capture.
    if (event.isTrusted) this.setPointerCapture(event.pointerId);
    this.drawn = [this.placeOf(event)];
  }

  private move(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return this.pass(event);
    this.drawn = [...this.drawn, this.placeOf(event)];
  }

  private end(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    const { outline: corners, drawn } = this;
    this.drop();
    const reach = drawn.map(([x, y]) => Math.hypot(x - drawn[0][0], y - drawn[0][1]));
    const isClick = Math.max(...reach) < leastPixels;
    const detail: LassoDetail = { corners: isClick ? [] : corners, mode: readSelectionMode(event) };
    this.dispatchEvent(new CustomEvent('lasso-end', { detail }));
  }

  private pass(event: Event): void {
    if (this.pointer === undefined) this.dispatchEvent(new CustomEvent('lasso-pass', { detail: { event } }));
  }

  private placeOf(event: PointerEvent): Corner {
    const box = this.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-map-lasso': AeMapLasso;
  }
}
