import { createUmapMover, type JobRunner, type UmapEdges, type UmapMover } from '../kernels/index.ts';
import { RandomSequence } from '../random.ts';
import type { Neighbours } from './neighbours.ts';
import { fitUmapCurve, type UmapCurve } from './umap-curve.ts';
import { joinNeighbours, scheduleEdges, weighNeighbours } from './umap-graph.ts';

export interface UmapLayoutOptions {
  /** How close points may lie; > 0, usually 0.1. */
  minDist: number;
  /** Passes of the optimization; an integer ≥ 1. */
  epochs: number;
  /** The layout is the same for the same seed: an integer from 0 to 2³² − 1. */
  seed: number;
  /**
   * count × 2: where the points begin. A first layout begins with PCA, in any units, which gives the map the same
   * orientation every time; `isWarm` says that it is an earlier layout, from which to go on gently.
   */
  start: Float32Array;
  isWarm?: boolean;
}

/** Half of UMAP's usual span. */
const REACH = 10;
/** A layout that goes on begins with the steps of an ordinary one's last third. */
const WARM_STEP = 0.3;

/** A UMAP of known neighbours, advanced one epoch at a time by its owner, who decides when to give way. */
export class UmapLayout {
  readonly epochs: number;
  private done = 0;
  private readonly seed: number;
  private readonly firstStep: number;
  private readonly curve: UmapCurve;
  private readonly mover: UmapMover;

  /**
   * @param runner kernels to lay out with; without them it is done in plain numbers.
   * @param pause awaited now and then; a rejection ends the preparation with that reason.
   * @throws RangeError where `start` has not one pair per point.
   */
  static async prepare(
    neighbours: Neighbours,
    options: UmapLayoutOptions,
    { runner, pause }: { runner?: JobRunner | undefined; pause: () => Promise<void> },
  ): Promise<UmapLayout> {
    const { count } = neighbours;
    if (options.start.length !== count * 2) {
      throw new RangeError(`expected ${count * 2} start coordinates, found ${options.start.length}`);
    }
    const graph = await joinNeighbours(neighbours, await weighNeighbours(neighbours, pause), pause);
    return new UmapLayout(scheduleEdges(graph, options.epochs), options, runner);
  }

  private constructor(edges: UmapEdges, options: UmapLayoutOptions, runner: JobRunner | undefined) {
    const { epochs, seed, minDist, start, isWarm = false } = options;
    this.epochs = epochs;
    this.seed = seed;
    this.firstStep = isWarm ? WARM_STEP : 1;
    this.curve = fitUmapCurve(minDist);
    this.mover = createUmapMover(runner, edges, isWarm ? start : spread(start, seed));
  }

  /** Runs one epoch; returns how many are done. Past the last one a layout may go on, in the smallest steps. */
  step(): number {
    const random = new RandomSequence(this.seed, 'projection', this.done + 1);
    this.mover.step({
      epoch: this.done,
      // umap-js lowers its step after each epoch, so the first two are equal.
      size: this.firstStep * Math.max(1 - Math.max(0, this.done - 1) / this.epochs, 1 / this.epochs),
      ...this.curve,
      firstKey: random.word() | 0,
      secondKey: random.word() | 0,
    });
    return ++this.done;
  }

  /** The present layout, count × 2; a copy. */
  points(): Float32Array {
    return this.mover.points();
  }

  /** Gives back the kernels' memory. */
  dispose(): void {
    this.mover.dispose();
  }
}

/** Spreads the start over [−10, 10], with a little noise so that equal points can part. */
function spread(start: Float32Array, seed: number): Float32Array {
  const random = new RandomSequence(seed, 'projection');
  const extent = start.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  return start.map((value) => (value * REACH) / extent + random.uniform(-5e-4, 5e-4));
}
