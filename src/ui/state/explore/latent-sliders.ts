import { latentMapOf, latentOf, type ExplorerContext } from './explorer-context.ts';
import { rankDimensions, type LatentDimension } from './latent-vectors.ts';
import { LatestWins } from './latest-wins.ts';

/** One image's latent vector under one's hands: each dimension can be moved, and what comes of it is decoded. */
export class LatentSliders {
  /** Index of the image that was chosen. */
  index: number | undefined;
  /** All dimensions, the one that varies most over the map's images first. */
  dimensions: LatentDimension[] = [];
  /** By dimension: the image's own values, and what they were moved to. */
  own: Float32Array = new Float32Array();
  moved: Float32Array = new Float32Array();
  /** What the moved vector decodes to, 0–255. */
  image: Uint8Array | undefined;
  private readonly context: ExplorerContext;
  private readonly channel: LatestWins<Float32Array, Uint8Array>;
  private ranked: Float32Array | undefined;

  constructor(context: ExplorerContext) {
    this.context = context;
    this.channel = new LatestWins(
      (latent) => context.decode(latent, latent.length),
      (image) => {
        this.image = image;
        context.onChange();
      },
      (error) => context.onFailure(error),
    );
  }

  /** Takes an image's vector, as it is. */
  choose(index: number): void {
    if (index === this.index) return;
    this.forget();
    this.index = index;
    this.renew();
  }

  move(dimension: number, value: number): void {
    if (!(dimension in this.moved)) return;
    this.moved = this.moved.slice();
    this.moved[dimension] = value;
    this.decode();
  }

  reset(): void {
    this.moved = this.own.slice();
    this.decode();
  }

  /** Training has gone on: the image has another vector now, from which the dimensions are as far off as they were. */
  renew(): void {
    const map = latentMapOf(this.context);
    const row = map && this.index !== undefined ? map.indices.indexOf(this.index) : -1;
    if (!map || row < 0) return;
    if (this.ranked !== map.latents) {
      this.ranked = map.latents;
      this.dimensions = rankDimensions(map.latents, map.latentDim);
    }
    const own = latentOf(map, row);
    this.moved = own.map((value, i) => value + (this.moved.length > 0 ? this.moved[i] - this.own[i] : 0));
    this.own = own;
    this.decode();
  }

  forget(): void {
    this.channel.forget();
    this.index = this.image = undefined;
    this.own = this.moved = new Float32Array();
  }

  private decode(): void {
    if (this.moved.length > 0) this.channel.put(this.moved);
    this.context.onChange();
  }
}
