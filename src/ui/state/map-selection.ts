import { LatestWins } from './explore/latest-wins.ts';
import type { MapData } from './map-data.ts';
import { summarizeSelection, type SelectionSummary } from './summarize-selection.ts';

/** What is known of the images that are picked out on the map, and the image that the model makes of their mean code. */
export class MapSelection {
  summary: SelectionSummary | undefined;
  /** The decoded centroid, 0–255; that of the selection before until its own has been decoded. */
  centroidImage: Uint8Array | undefined;
  private readonly onChange: () => void;
  private readonly decoder: LatestWins<Float32Array, Uint8Array>;
  private indices: readonly number[] = [];
  private images: Uint8Array | undefined;
  private latents: Float32Array | undefined;

  constructor(
    decode: (latent: Float32Array) => Promise<Uint8Array>,
    { onChange, onFailure }: { onChange: () => void; onFailure: (error: unknown) => void },
  ) {
    this.onChange = onChange;
    this.decoder = new LatestWins(
      decode,
      (image) => {
        this.centroidImage = image;
        onChange();
      },
      onFailure,
    );
  }

  /** Takes the selection, or the map, as it now is; of the same two nothing is worked out anew. */
  show(indices: readonly number[], data: MapData | undefined): void {
    if (this.indices === indices && this.images === data?.images && this.latents === data?.latents) return;
    [this.indices, this.images, this.latents] = [indices, data?.images, data?.latents];
    const chosen = new Set(indices);
    const rows: number[] = [];
    if (chosen.size > 1) data?.indices.forEach((index, row) => chosen.has(index) && rows.push(row));
    this.summary = data && rows.length > 1 ? summarizeSelection(data, rows) : undefined;
    if (this.summary?.centroid) {
      this.decoder.put(this.summary.centroid);
    } else {
      this.decoder.forget();
      this.centroidImage = undefined;
    }
    this.onChange();
  }
}
