/** A square of the latent plane, cut into cells; x grows to the right and y upwards, as on the map. */
export interface LatentGrid {
  /** Cells of a side. */
  side: number;
  x: readonly [low: number, high: number];
  y: readonly [low: number, high: number];
}

/** What nearly all of a standard normal distribution lies in: where a variational model's codes are drawn from. */
const priorReach = 2.5;

/** The grid of a variational model: the plane that new images are drawn from. */
export function gridOfPrior(side: number): LatentGrid {
  return { side, x: [-priorReach, priorReach], y: [-priorReach, priorReach] };
}

/**
 * The grid around codes that lie anywhere, but for the outermost hundredth on each side.
 * @param latents count × 2, at least one
 */
export function gridAround(latents: Float32Array, side: number): LatentGrid {
  const [x, y] = [0, 1].map((axis): [number, number] => {
    const values = latents.filter((_, at) => at % 2 === axis).sort();
    const [low, high] = [0.01, 0.99].map((share) => values[Math.round(share * (values.length - 1))]);
    return low < high ? [low, high] : [low - 1, high + 1];
  });
  return { side, x, y };
}

/** The place in the middle of each cell, row by row from the top: cells × 2. */
export function placeCells({ side, x, y }: LatentGrid): Float32Array {
  const places = new Float32Array(2 * side * side);
  for (let cell = 0; cell < side * side; cell++) {
    const column = (cell % side) + 0.5;
    const row = Math.floor(cell / side) + 0.5;
    places[2 * cell] = x[0] + ((x[1] - x[0]) * column) / side;
    places[2 * cell + 1] = y[1] - ((y[1] - y[0]) * row) / side;
  }
  return places;
}

/** The cell that a step in a direction leads to; y of the direction grows downwards, as the arrow keys' does. */
export function stepCell(side: number, cell: number, [dx, dy]: readonly [number, number]): number {
  const column = Math.min(side - 1, Math.max(0, (cell % side) + dx));
  const row = Math.min(side - 1, Math.max(0, Math.floor(cell / side) + dy));
  return row * side + column;
}

/** Row of the vector nearest to a place; −1 where there is none. */
export function nearestTo(latents: Float32Array, x: number, y: number): number {
  let [best, least] = [-1, Infinity];
  for (let row = 0; row < latents.length / 2; row++) {
    const distance = (latents[2 * row] - x) ** 2 + (latents[2 * row + 1] - y) ** 2;
    if (distance < least) [best, least] = [row, distance];
  }
  return best;
}
