import type { LitElement, ReactiveController } from 'lit';
import { createScatterMap, type ScatterMap, type ScatterMapOptions } from '../charts/index.ts';
import { nextTask } from '../state/index.ts';
import type { PointInks } from './map-colouring.ts';
import { resolveInks, type MapInks } from './map-inks.ts';
import { prepareScatter, type LatentMapData } from './map-view-data.ts';

/** What is drawn, and how. */
export interface SurfaceView {
  data: LatentMapData;
  dressing: PointInks & { states?: Uint8Array };
  pointSize: number;
}

type Handlers = Pick<ScatterMapOptions, 'onHover' | 'onPin' | 'onGround' | 'onDraw'>;

/** The points of a latent map on their canvas, in the inks of the present theme. */
export class MapSurface implements ReactiveController {
  /** There is none before the first data are drawn. */
  map: ScatterMap | undefined;
  /** Resolves when the points are drawn for the first time. */
  made: Promise<void> | undefined;
  inks: MapInks | undefined;
  private readonly host: LitElement;
  private readonly read: () => SurfaceView | undefined;
  private readonly handlers: Handlers;
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(host: LitElement, read: () => SurfaceView | undefined, handlers: Handlers) {
    this.host = host;
    this.read = read;
    this.handlers = handlers;
    host.addController(this);
  }

  get canvas(): HTMLCanvasElement {
    return this.host.renderRoot.querySelector<HTMLCanvasElement>('canvas.points')!;
  }

  hostConnected(): void {
    this.dark.addEventListener('change', this.forgetInks);
    this.host.addEventListener('transitionend', this.forgetInks);
    this.forgetInks();
  }

  hostDisconnected(): void {
    this.dark.removeEventListener('change', this.forgetInks);
    this.host.removeEventListener('transitionend', this.forgetInks);
    this.map?.destroy();
    this.map = undefined;
  }

  /** Colours may come to others now. */
  readonly forgetInks = (): void => {
    this.inks = undefined;
    this.host.requestUpdate();
  };

  /** Draws the points anew where they have changed, or their inks have. */
  draw(hasChanged: boolean): void {
    const view = this.read();
    if (!view) return;
    if (!this.map) {
      this.made ??= this.make();
    } else if (hasChanged || !this.inks) {
      this.map.update(prepareScatter(view.data), this.describe(view));
    }
    this.handlers.onDraw();
  }

  /** Piece by piece: first data come when the page has much else to draw. */
  private async make(): Promise<void> {
    await nextTask();
    this.resolve();
    await nextTask();
    const view = this.read();
    if (view && this.host.isConnected && !this.map)
      this.map = createScatterMap(this.canvas, prepareScatter(view.data), this.describe(view));
    // It makes its glyphs in one task and draws them in another.
    await nextTask();
    await nextTask();
    this.made = undefined;
  }

  private resolve(): MapInks | undefined {
    const view = this.read();
    if (view) this.inks ??= resolveInks(this.host.renderRoot as ShadowRoot, view.data.labels.length > 0);
    return this.inks;
  }

  private describe({ dressing, pointSize }: SurfaceView): ScatterMapOptions {
    const { background, text, faint, scale, labels } = this.resolve()!;
    const { states, inkOf, ringed, scale: byValue } = dressing;
    return {
      colours: byValue ? scale : labels,
      ...{ background, faint, pointSize, animate: !this.calm.matches, ...this.handlers },
      ...(inkOf && { inkOf }),
      ...(ringed && { ringed, ring: text }),
      ...(states && { states }),
    };
  }
}
