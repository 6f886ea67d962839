/** UMAP's fuzzy neighbour graph, as umap-js builds it (McInnes, Healy, Melville, arXiv 1802.03426), on typed arrays. */
import type { UmapEdges } from '../kernels/index.ts';
import type { Neighbours } from './neighbours.ts';

/** Rows worked on between two pauses. */
const TURN_ROWS = 1024;
const BISECTIONS = 64;
const TOLERANCE = 1e-5;
/** The narrowest a neighbourhood may be, as a share of the mean distance. */
const LEAST_WIDTH = 1e-3;

/** A graph whose edges stand there both ways round; those of row i are `starts[i]` to `starts[i + 1]`. */
export interface FuzzyGraph {
  starts: Uint32Array;
  tails: Uint32Array;
  /** From 0 to 1. */
  weights: Float32Array;
}

/**
 * How strongly each point holds each of its neighbours: count × k, 1 for the nearest; the widths are such that a
 * point's strengths add up to log₂(k + 1).
 */
export async function weighNeighbours(
  { count, k, distances }: Neighbours,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const weights = new Float32Array(count * k);
  const target = Math.log2(k + 1);
  const overall = distances.reduce((sum, distance) => sum + distance, 0) / (count * (k + 1));
  for (let row = 0; row < count; row++) {
    const own = distances.subarray(row * k, (row + 1) * k);
    const nearest = own.find((distance) => distance > 0) ?? 0;
    // The point itself counts among its neighbours, at distance 0.
    const mean = nearest > 0 ? own.reduce((sum, distance) => sum + distance, 0) / (k + 1) : overall;
    const width = Math.max(findWidth(own, nearest, target), LEAST_WIDTH * mean);
    for (let i = 0; i < k; i++) {
      weights[row * k + i] = own[i] <= nearest ? 1 : Math.exp((nearest - own[i]) / width);
    }
    if (row % TURN_ROWS === 0) await pause();
  }
  return weights;
}

/** By bisection: Σ e^−(d − nearest)/width = target. */
function findWidth(distances: Float32Array, nearest: number, target: number): number {
  let [low, high, width] = [0, Infinity, 1];
  for (let round = 0; round < BISECTIONS; round++) {
    let sum = 0;
    for (const distance of distances) sum += distance > nearest ? Math.exp((nearest - distance) / width) : 1;
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) high = width;
    else low = width;
    width = high === Infinity ? width * 2 : (low + high) / 2;
  }
  return width;
}

/** The union of both directions: p + q − p·q where one point holds the other by p and is held by q. */
export async function joinNeighbours(
  { count, k, indices }: Neighbours,
  weights: Float32Array,
  pause: () => Promise<void>,
): Promise<FuzzyGraph> {
  const held = transpose(count, k, indices);
  const starts = new Uint32Array(count + 1);
  const tails = new Uint32Array(2 * count * k);
  const joined = new Float32Array(2 * count * k);
  /** Where in the present row a point stands, if `seen` says that it does. */
  const places = new Uint32Array(count);
  const seen = new Uint32Array(count);
  let size = 0;
  for (let row = 0; row < count; row++) {
    for (let i = row * k; i < (row + 1) * k; i++, size++) {
      tails[size] = indices[i];
      joined[size] = weights[i];
      places[indices[i]] = size;
      seen[indices[i]] = row + 1;
    }
    for (let i = held.starts[row]; i < held.starts[row + 1]; i++) {
      const weight = weights[held.entries[i]];
      const holder = Math.floor(held.entries[i] / k);
      if (seen[holder] === row + 1) {
        const own = joined[places[holder]];
        joined[places[holder]] = own + weight - own * weight;
      } else {
        tails[size] = holder;
        joined[size++] = weight;
      }
    }
    starts[row + 1] = size;
    if (row % TURN_ROWS === 0) await pause();
  }
  return { starts, tails: tails.slice(0, size), weights: joined.slice(0, size) };
}

/** For each point the entries (positions in `indices`) that name it. */
function transpose(count: number, k: number, indices: Uint32Array) {
  const starts = new Uint32Array(count + 1);
  for (const index of indices) starts[index + 1]++;
  for (let row = 0; row < count; row++) starts[row + 1] += starts[row];
  const next = starts.slice(0, count);
  const entries = new Uint32Array(count * k);
  indices.forEach((index, entry) => (entries[next[index]++] = entry));
  return { starts, entries };
}

/** How often each edge takes its turn: the strongest in every epoch; edges too weak for a single turn are left out. */
export function scheduleEdges({ starts, tails, weights }: FuzzyGraph, epochs: number): UmapEdges {
  const strongest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const isKept = (edge: number): boolean => weights[edge] > 0 && weights[edge] >= strongest / epochs;
  let size = 0;
  for (let edge = 0; edge < weights.length; edge++) if (isKept(edge)) size++;
  const edges = {
    heads: new Uint32Array(size),
    tails: new Uint32Array(size),
    periods: new Float32Array(size),
  };
  let at = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let edge = starts[row]; edge < starts[row + 1]; edge++) {
      if (!isKept(edge)) continue;
      edges.heads[at] = row;
      edges.tails[at] = tails[edge];
      edges.periods[at++] = strongest / weights[edge];
    }
  }
  return edges;
}
