import { css, html, nothing, svg } from 'lit';
import { state } from 'lit/decorators.js';
import { formatRmse } from '../../charts/index.ts';
import { defineElement } from '../define-element.ts';
import { drawPixels } from '../draw-pixels-directive.ts';
import '../ae-image-strip.ts';
import { ExplorePanel } from './explore-panel.ts';
import { gatherRows } from './gather-rows.ts';
import { movePen, type Pen } from './keyboard-pen.ts';

/**
 * A sheet to draw on, what the model makes of the drawing, and the images that it lies near.
 *
 * @csspart sheet @csspart pictures @csspart neighbours
 */
@defineElement('ae-draw-digit')
export class AeDrawDigit extends ExplorePanel {
  static override styles = [
    ...ExplorePanel.styles,
    css`
      svg {
        display: block;
        width: 168px;
        aspect-ratio: 1;
        border: 1px solid var(--_line-strong);
        border-radius: 3px;
        background: #000;
        cursor: crosshair;
        touch-action: none;
      }
      polyline {
        fill: none;
        stroke: #fff;
        stroke-width: 0.09;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      circle {
        fill: none;
        stroke: var(--_accent);
        stroke-width: 0.02;
      }
      circle.down {
        fill: var(--_accent);
      }
      .stack {
        max-width: 100%;
      }
      .stack:first-child {
        width: 290px;
      }
      .button {
        min-height: 28px;
        padding: 0 11px;
        font-size: 12px;
      }
      .button:focus-within {
        outline: 2px solid var(--_accent);
        outline-offset: 2px;
      }
      .pictures {
        display: flex;
        gap: 8px;
      }
      ae-image-strip {
        max-width: 420px;
      }
    `,
  ];

  /** Where the keys have moved the pen; absent until a key does. */
  @state() private pen: Pen | undefined;
  private example = -1;
  private drawingPointer: number | undefined;

  override render() {
    const { drawing, map } = this.explorer ?? {};
    const strokes = drawing?.strokes ?? [];
    return html`<div class="panel" @dragover=${this.allowDrop} @drop=${this.drop}>
      <div class="stack">
        <svg
          part="sheet"
          viewBox="0 0 1 1"
          role="application"
          aria-label="Sheet to draw on. Arrow keys move the pen, Space puts it down and lifts it, Backspace takes back the last stroke."
          tabindex="0"
          @pointerdown=${this.beginStroke}
          @pointermove=${this.goOn}
          @pointerup=${this.endStroke}
          @pointercancel=${this.endStroke}
          @keydown=${this.onKey}
        >
          ${strokes.map((stroke) => svg`<polyline points=${pointsOf(stroke)}></polyline>`)}
          ${this.pen ? svg`<circle class=${this.pen.isDown ? 'down' : ''} cx=${this.pen.x} cy=${this.pen.y} r="0.03"></circle>` : nothing}
        </svg>
        <div class="row">
          <button class="small" ?disabled=${strokes.length === 0} @click=${() => drawing!.undo()}>
            Undo
          </button>
          <button class="small" ?disabled=${!drawing?.image} @click=${() => drawing!.draw([])}>Clear</button>
          <button class="small" ?disabled=${!map} @click=${this.takeExample}>Take a test image</button>
          <label class="button small">
            <input
              class="visually-hidden"
              type="file"
              accept="image/*"
              ?disabled=${!map}
              @change=${this.choosePicture}
            />
            Open a picture…
          </label>
        </div>
      </div>
      <div class="stack">
        <p class="muted">
          Draw a digit with mouse, finger, pen or keys, or drop a picture of one here. It is centred as the
          data are: scaled into a box of 20 × 20 pixels, its centre of mass in the middle.
        </p>
        <div class="pictures" part="pictures">
          ${this.renderImage('drawn, centred', drawing?.image)}
          ${this.renderImage('reconstruction', drawing?.seen?.reconstruction)}
        </div>
        ${this.renderSeen()}
      </div>
    </div>`;
  }

  private renderSeen() {
    const { drawing, map } = this.explorer ?? {};
    const { seen } = drawing ?? {};
    if (!map?.latents) return html`<p class="muted">Train a little first: the model has no map yet.</p>`;
    if (!seen) return nothing;
    const rows = seen.neighbours;
    const classOf = (row: number) =>
      map.labels.length > 0 ? (map.classNames[map.labels[row]] ?? map.labels[row]) : '';
    return html`<p role="status">
        RMSE
        ${formatRmse(seen.rmse)}${map.labels.length > 0 ? ` · nearest in latent space: ${rows.map(classOf).join(' ')}` : ''}
      </p>
      <ae-image-strip
        part="neighbours"
        single-row
        .images=${gatherRows(map, rows)}
        .imageShape=${map.imageShape}
        .names=${rows.map((row) => `${classOf(row)} image ${map.indices[row]}`)}
      ></ae-image-strip>`;
  }

  private renderImage(caption: string, image: Uint8Array | undefined) {
    return html`<figure class="picture">
      ${
        image && this.explorer?.map
          ? html`<canvas
              class="pixels"
              role="img"
              aria-label=${caption}
              ${drawPixels(image, this.explorer.map.imageShape)}
            ></canvas>`
          : html`<div class="placeholder"></div>`
      }
      <figcaption>${caption}</figcaption>
    </figure>`;
  }

  private beginStroke(event: PointerEvent): void {
    if (event.button !== 0 || this.drawingPointer !== undefined) return;
    const sheet = event.currentTarget as SVGElement;
    sheet.setPointerCapture(event.pointerId);
    this.drawingPointer = event.pointerId;
    this.pen = undefined;
    this.addStroke(placesOf([event], sheet));
  }

  private goOn(event: PointerEvent): void {
    if (event.pointerId !== this.drawingPointer) return;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    this.extendStroke(
      placesOf(coalesced.length > 0 ? coalesced : [event], event.currentTarget as SVGElement),
    );
  }

  private endStroke(event: PointerEvent): void {
    if (event.pointerId === this.drawingPointer) this.drawingPointer = undefined;
  }

  private onKey(event: KeyboardEvent): void {
    const next = movePen(this.pen, event);
    if (next === undefined) return;
    event.preventDefault();
    if (next === 'undo') return this.explorer?.drawing.undo();
    const wasDown = this.pen?.isDown ?? false;
    this.pen = next;
    if (next.isDown && wasDown) this.extendStroke([next.x, next.y]);
    else if (next.isDown) this.addStroke([next.x, next.y]);
  }

  private addStroke(places: number[]): void {
    const { drawing } = this.explorer ?? {};
    drawing?.draw([...drawing.strokes, places]);
  }

  private extendStroke(places: number[]): void {
    const { drawing } = this.explorer ?? {};
    // Cleared while the pen was down: what follows is a stroke of its own.
    const last = drawing?.strokes.at(-1) ?? [];
    drawing?.draw([...drawing.strokes.slice(0, -1), [...last, ...places]]);
  }

  private choosePicture(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    this.takePicture(file);
  }

  private allowDrop(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  }

  private drop(event: DragEvent): void {
    event.preventDefault();
    this.takePicture(event.dataTransfer?.files[0]);
  }

  private takePicture(file: File | undefined): void {
    this.pen = undefined;
    if (file) void this.explorer?.drawing.takePicture(file);
  }

  private takeExample(): void {
    const { drawing, map } = this.explorer ?? {};
    if (!map) return;
    this.example = (this.example + 1) % map.indices.length;
    this.pen = undefined;
    drawing?.takeExample(this.example);
  }
}

/** Shares of the sheet, 0–1, x and y in turn. */
function placesOf(events: readonly PointerEvent[], sheet: Element): number[] {
  const { left, top, width, height } = sheet.getBoundingClientRect();
  return events.flatMap(({ clientX, clientY }) => [(clientX - left) / width, (clientY - top) / height]);
}

/** A lone point is drawn twice, so that it is a dot. */
function pointsOf(stroke: readonly number[]): string {
  return (stroke.length === 2 ? [...stroke, ...stroke] : stroke).join(' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-draw-digit': AeDrawDigit;
  }
}
