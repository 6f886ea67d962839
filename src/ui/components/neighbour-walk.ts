import type { LatentMapData } from './map-view-data.ts';

/** Goes through the latent neighbours of one image, nearest first: forth and back, past the last to the image itself. */
export class NeighbourWalk {
  private centre = -1;
  private rank = 0;

  /** The row to go to from `from`, which begins a walk of its own unless it was reached by the last one; −1 without neighbours. */
  step({ neighbours }: LatentMapData, from: number, by: 1 | -1): number {
    if (!neighbours || neighbours.k === 0) return -1;
    const { k, latentRows } = neighbours;
    const rowAt = (rank: number) => (rank === 0 ? this.centre : latentRows[this.centre * k + rank - 1]);
    if (this.centre < 0 || rowAt(this.rank) !== from) [this.centre, this.rank] = [from, 0];
    this.rank = (this.rank + by + k + 1) % (k + 1);
    return rowAt(this.rank);
  }
}
