import { createUmapMover, type JobRunner } from '../kernels/index.ts';
import { RandomSequence } from '../random.ts';
import type { Neighbours } from './neighbours.ts';
import { fitUmapCurve } from './umap-curve.ts';
import { weighNeighbours } from './umap-graph.ts';

const EPOCHS = 30;
/** New points begin near where they belong: small steps, as at the end of a layout. */
const FIRST_STEP = 0.25;

export interface PlaceOptions {
  /** count × 2: the standing layout. Its points stay where they are. */
  layout: Float32Array;
  minDist: number;
  seed: number;
  runner?: JobRunner | undefined;
  pause: () => Promise<void>;
}

/**
 * Places new points in a standing UMAP: each begins at the mean of its neighbours, weighted by how strongly it holds
 * them, and then takes a few epochs of UMAP's own pulls and pushes (as `transform` of umap-learn does).
 *
 * @param nearest of the new points among those of the layout.
 * @returns newcomers × 2.
 */
export async function placePoints(nearest: Neighbours, options: PlaceOptions): Promise<Float32Array> {
  const { layout, minDist, seed, runner, pause } = options;
  const { count, k, indices } = nearest;
  const weights = await weighNeighbours(nearest, pause);
  const points = new Float32Array(count * 2);
  for (let row = 0; row < count; row++) {
    let [x, y, total] = [0, 0, 0];
    for (let i = row * k; i < (row + 1) * k; i++) {
      x += weights[i] * layout[indices[i] * 2];
      y += weights[i] * layout[indices[i] * 2 + 1];
      total += weights[i];
    }
    points[row * 2] = x / total;
    points[row * 2 + 1] = y / total;
  }
  const edges = {
    heads: Uint32Array.from(indices, (_, i) => Math.floor(i / k)),
    tails: indices,
    periods: weights.map((weight) => Math.min(1 / weight, EPOCHS * 2)),
  };
  const mover = createUmapMover(runner, edges, points, layout);
  try {
    const curve = fitUmapCurve(minDist);
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const random = new RandomSequence(seed, 'projection', epoch + 1);
      const keys = { firstKey: random.word() | 0, secondKey: random.word() | 0 };
      mover.step({ epoch, size: FIRST_STEP * (1 - epoch / EPOCHS), ...curve, ...keys });
      await pause();
    }
    return mover.points();
  } finally {
    mover.dispose();
  }
}
