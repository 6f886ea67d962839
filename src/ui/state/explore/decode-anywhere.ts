import { latentMapOf, type ExplorerContext } from './explorer-context.ts';
import { LatestWins } from './latest-wins.ts';
import { measureSpacing, mixLatents, type NearPoint } from './latent-vectors.ts';

/** Up to how many usual distances from a point to its nearest other a place lies among the data, and from where on it is far. */
export const nearLimit = 3;
export const farLimit = 12;

/** A place on the map, and what the model makes of it. */
export interface DecodedPlace {
  /** In the map's units. */
  x: number;
  y: number;
  /** What it was mixed from, nearest first. */
  nearest: readonly NearPoint[];
  /** Distance to the nearest point, in usual distances from a point to its nearest other. */
  farness: number;
  /** One image, 0–255; of the place before until its own has been decoded. */
  image?: Uint8Array;
}

/** The digit that follows the pointer: a latent vector is mixed for the place pointed at, and decoded. */
export class DecodeAnywhere {
  place: DecodedPlace | undefined;
  private readonly context: ExplorerContext;
  private readonly channel: LatestWins<{ latent: Float32Array }, Uint8Array>;
  private spacing: { points: Float32Array; distance: number } | undefined;
  /** Clicked: moves of the pointer change nothing until the next click. */
  private isHeld = false;

  constructor(context: ExplorerContext) {
    this.context = context;
    this.channel = new LatestWins(
      ({ latent }) => context.decode(latent, latent.length),
      (image) => {
        if (this.place) this.place = { ...this.place, image };
        context.onChange();
      },
      (error) => context.onFailure(error),
    );
  }

  get held(): boolean {
    return this.isHeld;
  }

  /** The pointer, or the keyboard, is at a place. */
  point(x: number, y: number, nearest: readonly NearPoint[]): void {
    const map = latentMapOf(this.context);
    if (!map || this.isHeld || nearest.length === 0) return;
    const image = this.place?.image;
    this.place = {
      x,
      y,
      nearest,
      farness: this.measureFarness(map.points, nearest[0].distance),
      ...(image && { image }),
    };
    this.channel.put({ latent: mixLatents(map.latents, map.latentDim, nearest) });
    this.context.onChange();
  }

  /** Keeps the place, so that the pointer can leave it; where one is kept, lets it go. */
  toggleHold(x: number, y: number, nearest: readonly NearPoint[]): void {
    const wasHeld = this.isHeld;
    this.isHeld = false;
    this.point(x, y, nearest);
    this.isHeld = !wasHeld && this.place !== undefined;
    this.context.onChange();
  }

  forget(): void {
    this.channel.forget();
    this.place = undefined;
    this.isHeld = false;
  }

  private measureFarness(points: Float32Array, distance: number): number {
    if (this.spacing?.points !== points) this.spacing = { points, distance: measureSpacing(points) };
    return this.spacing.distance > 0 ? distance / this.spacing.distance : 0;
  }
}
