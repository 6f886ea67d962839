import type { Neighbours } from './neighbours.ts';

/** Points per cell of the grid, were they spread evenly. */
const POINTS_PER_CELL = 2;

/** Points looked up between two pauses. */
const TURN_POINTS = 512;

/**
 * Finds the exact `k` nearest neighbours of each point of the plane, the lower row first where two are equally near:
 * points are sorted into the cells of a grid, and rings of cells are searched until the next one lies too far off.
 *
 * @param points count × 2, finite.
 * @param k at least 1 and less than the number of points.
 * @param giveWay awaited now and then; a rejection ends the search with that reason.
 */
export async function findPlaneNeighbours(
  points: Float32Array,
  k: number,
  giveWay: () => Promise<void>,
): Promise<Neighbours> {
  const count = points.length / 2;
  if (!Number.isInteger(k) || k < 1 || k >= count) {
    throw new RangeError(`expected k from 1 to ${count - 1} for ${count} points, found ${k}`);
  }
  const grid = new PlaneGrid(points);
  const indices = new Uint32Array(count * k);
  const squared = new Float64Array(count * k);
  for (let start = 0; start < count; start += TURN_POINTS) {
    // In the order of cells: what one point reads is in the cache for the next.
    for (const row of grid.order.subarray(start, start + TURN_POINTS)) {
      grid.findNearest(row, indices.subarray(row * k, row * k + k), squared.subarray(row * k, row * k + k));
    }
    await giveWay();
  }
  return { count, k, indices, distances: Float32Array.from(squared, Math.sqrt) };
}

class PlaneGrid {
  /** Rows, cell by cell, ascending within a cell. */
  readonly order: Uint32Array;
  private readonly points: Float32Array;
  private readonly left: number;
  private readonly top: number;
  private readonly cellSize: number;
  private readonly columns: number;
  private readonly lines: number;
  /** Where each cell begins in `order`, and at the end where the last one ends. */
  private readonly starts: Uint32Array;

  constructor(points: Float32Array) {
    this.points = points;
    const count = points.length / 2;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < points.length; i += 2) {
      left = Math.min(left, points[i]);
      right = Math.max(right, points[i]);
      top = Math.min(top, points[i + 1]);
      bottom = Math.max(bottom, points[i + 1]);
    }
    const [width, height] = [right - left, bottom - top];
    const cells = Math.max(1, count / POINTS_PER_CELL);
    // A line of points has no area: its cells lie one beside the other.
    this.cellSize = Math.max(Math.sqrt((width * height) / cells), Math.max(width, height) / cells) || 1;
    this.left = left;
    this.top = top;
    this.columns = Math.floor(width / this.cellSize) + 1;
    this.lines = Math.floor(height / this.cellSize) + 1;
    const cellOf = Uint32Array.from({ length: count }, (_, row) => this.cellAt(row));
    this.starts = new Uint32Array(this.columns * this.lines + 1);
    for (const cell of cellOf) this.starts[cell + 1]++;
    for (let cell = 1; cell < this.starts.length; cell++) this.starts[cell] += this.starts[cell - 1];
    const next = this.starts.slice();
    this.order = new Uint32Array(count);
    for (let row = 0; row < count; row++) this.order[next[cellOf[row]]++] = row;
  }

  /** Fills ascending lists of rows and squared distances. */
  findNearest(row: number, rows: Uint32Array, squared: Float64Array): void {
    squared.fill(Infinity);
    const [column, line] = [this.columnOf(row), this.lineOf(row)];
    const rings = Math.max(column, this.columns - 1 - column, line, this.lines - 1 - line);
    for (let ring = 0; ring <= rings; ring++) {
      // What lies beyond the rings seen so far is at least as far off as their border.
      const border = this.borderDistance(row, column, line, ring);
      if (ring > 0 && border * border * (1 - 1e-9) > squared[squared.length - 1]) return;
      for (let y = Math.max(0, line - ring); y <= Math.min(this.lines - 1, line + ring); y++) {
        const step = Math.abs(y - line) === ring || ring === 0 ? 1 : 2 * ring;
        for (let x = column - ring; x <= column + ring; x += step) {
          if (x >= 0 && x < this.columns) this.searchCell(y * this.columns + x, row, rows, squared);
        }
      }
    }
  }

  private searchCell(cell: number, row: number, rows: Uint32Array, squared: Float64Array): void {
    const { points, order } = this;
    const [x, y] = [points[row * 2], points[row * 2 + 1]];
    const last = squared.length - 1;
    for (let at = this.starts[cell]; at < this.starts[cell + 1]; at++) {
      const other = order[at];
      const distance = (points[other * 2] - x) ** 2 + (points[other * 2 + 1] - y) ** 2;
      if (other === row || !isBefore(distance, other, squared[last], rows[last])) continue;
      let place = last;
      for (; place > 0 && isBefore(distance, other, squared[place - 1], rows[place - 1]); place--) {
        squared[place] = squared[place - 1];
        rows[place] = rows[place - 1];
      }
      squared[place] = distance;
      rows[place] = other;
    }
  }

  /** How far the point is from the border of the square of cells within `ring` − 1. */
  private borderDistance(row: number, column: number, line: number, ring: number): number {
    const { cellSize, left, top } = this;
    const x = this.points[row * 2] - left;
    const y = this.points[row * 2 + 1] - top;
    const reach = ring - 1;
    return Math.min(
      x - (column - reach) * cellSize,
      (column + reach + 1) * cellSize - x,
      y - (line - reach) * cellSize,
      (line + reach + 1) * cellSize - y,
    );
  }

  private cellAt(row: number): number {
    return this.lineOf(row) * this.columns + this.columnOf(row);
  }

  private columnOf(row: number): number {
    return Math.min(Math.floor((this.points[row * 2] - this.left) / this.cellSize), this.columns - 1);
  }

  private lineOf(row: number): number {
    return Math.min(Math.floor((this.points[row * 2 + 1] - this.top) / this.cellSize), this.lines - 1);
  }
}

function isBefore(distance: number, row: number, otherDistance: number, otherRow: number): boolean {
  return distance < otherDistance || (distance === otherDistance && row < otherRow);
}
