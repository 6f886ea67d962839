import { latentMapOf, latentOf, type ExplorerContext } from './explorer-context.ts';
import { interpolateLatents } from './latent-vectors.ts';
import { LatestWins } from './latest-wins.ts';

/** Digits in the strip, both ends included. */
export const walkStops = 11;

/** The straight line between two images in latent space: decoded in a strip, and live wherever one stands on it. */
export class LatentWalk {
  /** Indices of the images at both ends, as far as they are chosen. */
  from: number | undefined;
  to: number | undefined;
  /** Where on the line one stands, 0–1. */
  share = 0.5;
  /** Images along the line, `walkStops` of them, 0–255. */
  strip: Uint8Array | undefined;
  /** The image where one stands. */
  image: Uint8Array | undefined;
  /** Where the stops lie on the map, `walkStops` × 2; absent without a finished layout. */
  path: Float32Array | undefined;
  private readonly context: ExplorerContext;
  private readonly strips: LatestWins<Float32Array, { strip: Uint8Array; path: Float32Array | undefined }>;
  private readonly images: LatestWins<Float32Array, Uint8Array>;

  constructor(context: ExplorerContext) {
    this.context = context;
    this.strips = new LatestWins(
      async (latents) => {
        const latentDim = latents.length / walkStops;
        const [strip, placed] = await Promise.all([
          context.decode(latents, latentDim),
          context.place(latents, latentDim),
        ]);
        return { strip, path: placed?.points };
      },
      (found) => this.change(found),
      (error) => context.onFailure(error),
    );
    this.images = new LatestWins(
      (latent) => context.decode(latent, latent.length),
      (image) => this.change({ image }),
      (error) => context.onFailure(error),
    );
  }

  /** The first choice is where the walk begins, the second where it ends; a third begins anew. */
  choose(index: number): void {
    if (this.from === undefined || this.to !== undefined) {
      this.forget();
      this.from = index;
    } else if (index !== this.from) {
      this.to = index;
      this.walk();
    }
    this.context.onChange();
  }

  swap(): void {
    [this.from, this.to, this.share] = [this.to, this.from, 1 - this.share];
    this.walk();
  }

  goTo(share: number): void {
    this.share = Math.min(1, Math.max(0, share));
    const ends = this.findEnds();
    if (ends) this.images.put(interpolate(ends, this.share));
    this.context.onChange();
  }

  /** The images have other codes now, or the model decodes otherwise. */
  walk(): void {
    const ends = this.findEnds();
    if (!ends) return;
    this.strips.put(interpolateLatents(...ends, walkStops));
    this.images.put(interpolate(ends, this.share));
  }

  forget(): void {
    this.strips.forget();
    this.images.forget();
    this.from = this.to = this.strip = this.image = this.path = undefined;
    this.share = 0.5;
  }

  clear(): void {
    this.forget();
    this.context.onChange();
  }

  private findEnds(): [Float32Array, Float32Array] | undefined {
    const map = latentMapOf(this.context);
    if (!map || this.from === undefined || this.to === undefined) return undefined;
    const rows = [map.indices.indexOf(this.from), map.indices.indexOf(this.to)];
    return rows.includes(-1) ? undefined : [latentOf(map, rows[0]), latentOf(map, rows[1])];
  }

  private change(found: Partial<Pick<this, 'strip' | 'path' | 'image'>>): void {
    Object.assign(this, found);
    this.context.onChange();
  }
}

function interpolate([from, to]: readonly [Float32Array, Float32Array], share: number): Float32Array {
  return from.map((value, i) => value + share * (to[i] - value));
}
