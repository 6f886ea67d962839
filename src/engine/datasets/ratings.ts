import { UnreadableDataError } from '../errors.ts';
import { RandomSequence } from '../random.ts';
import type { DatasetContent } from './dataset.ts';

/** Who rated what how; the three arrays go together. */
export interface RatingList {
  /** Positions in `userNames` and `itemNames`. */
  users: Uint32Array;
  items: Uint32Array;
  ratings: Float32Array;
  userNames: string[];
  itemNames: string[];
  /** Of generated ratings: the deviation of their noise, below which no prediction can get. */
  noise?: number;
}

/** What a rating would be if tastes did not differ: mean + user's bias + item's bias; and what is left of it. */
export interface RatingsContext {
  userNames: string[];
  itemNames: string[];
  mean: number;
  userBias: Float64Array;
  itemBias: Float64Array;
  /** Deviation of the known ratings from that baseline: the unit of the data set's values. */
  scale: number;
  /** Kept out of the data set, to be predicted. */
  heldOut: Pick<RatingList, 'users' | 'items' | 'ratings'>;
  noise?: number;
}

const HELD_OUT = 0.1;
/** Ratings that every user and item is taken to have given at no bias: few ratings say little. */
const SHRINKAGE = 3;
const SWEEPS = 10;

/** Reads user, item and rating from the columns of these names, or from the first three where there is no header. */
export function readRatings(rows: string[][], name: string): RatingList {
  const header = rows[0].map((field) => field.toLowerCase());
  const find = (...wanted: string[]): number => header.findIndex((field) => wanted.includes(field));
  const named = [
    find('user', 'userid', 'user_id'),
    find('item', 'itemid', 'item_id', 'movieid', 'movie_id'),
    find('rating'),
  ];
  const hasHeader = named.every((column) => column >= 0);
  const [user, item, rating] = hasHeader ? named : [0, 1, 2];
  const body = hasHeader ? rows.slice(1) : rows;
  const userNames = new Map<string, number>();
  const itemNames = new Map<string, number>();
  const place = (names: Map<string, number>, key: string): number => {
    if (!names.has(key)) names.set(key, names.size);
    return names.get(key)!;
  };
  const ratings = Float32Array.from(body, (row, at) => {
    const value = Number(row[rating]);
    if (row[rating] === '' || !Number.isFinite(value)) {
      throw new UnreadableDataError(
        `${name}: expected a number as rating, found "${row[rating]}" in row ${at + 1}`,
      );
    }
    return value;
  });
  return {
    users: Uint32Array.from(body, (row) => place(userNames, row[user])),
    items: Uint32Array.from(body, (row) => place(itemNames, row[item])),
    ratings,
    userNames: [...userNames.keys()],
    itemNames: [...itemNames.keys()],
  };
}

/** Whether rows look like ratings: a header that says so, or four whole numbers without one, as in MovieLens' u.data. */
export function areRatings(rows: string[][]): boolean {
  const header = rows[0].map((field) => field.toLowerCase());
  if (header.includes('rating')) return header.some((field) => field.startsWith('user'));
  return rows[0].length === 4 && rows.slice(0, 20).every((row) => row.every((field) => /^\d+$/.test(field)));
}

/**
 * A data set of ratings: a user is an image of 1 × items whose values are ratings less the baseline, in units of their
 * deviation; what is not known is 0 and masked. A tenth of the ratings is held out, drawn by the seed. All users are in the
 * test split, too: what is tested is what is held out of their rows.
 */
export function prepareRatings(list: RatingList, name: string, seed: number): DatasetContent {
  const { users, items, ratings, userNames, itemNames, noise } = list;
  const order = new RandomSequence(seed, 'ratings', 1).permutation(ratings.length);
  const heldCount = Math.floor(ratings.length * HELD_OUT);
  const [held, known] = [order.subarray(0, heldCount), order.subarray(heldCount)];
  const baseline = fitBaseline(list, known);
  const images = new Float32Array(userNames.length * itemNames.length);
  const mask = new Uint8Array(images.length);
  let squares = 0;
  for (const at of known) {
    const place = users[at] * itemNames.length + items[at];
    images[place] = ratings[at] - baseline.mean - baseline.userBias[users[at]] - baseline.itemBias[items[at]];
    mask[place] = 1;
    squares += images[place] ** 2;
  }
  const scale = Math.sqrt(squares / known.length) || 1;
  for (let i = 0; i < images.length; i++) images[i] /= scale;
  const samples = { images, mask };
  return {
    name,
    imageShape: [1, itemNames.length, 1],
    train: samples,
    test: samples,
    table: {
      kind: 'ratings',
      columns: itemNames.map((title) => ({ name: title, mean: 0, deviation: scale, missing: 0 })),
    },
    ratings: {
      userNames,
      itemNames,
      ...baseline,
      scale,
      heldOut: {
        users: held.map((at) => users[at]),
        items: held.map((at) => items[at]),
        ratings: Float32Array.from(held, (at) => ratings[at]),
      },
      ...(noise !== undefined && { noise }),
    },
  };
}

function fitBaseline({ users, items, ratings, userNames, itemNames }: RatingList, known: Uint32Array) {
  const mean = known.reduce((sum, at) => sum + ratings[at], 0) / known.length;
  const userBias = new Float64Array(userNames.length);
  const itemBias = new Float64Array(itemNames.length);
  const refit = (bias: Float64Array, own: Uint32Array, other: Uint32Array, otherBias: Float64Array): void => {
    const counts = new Float64Array(bias.length).fill(SHRINKAGE);
    bias.fill(0);
    for (const at of known) {
      bias[own[at]] += ratings[at] - mean - otherBias[other[at]];
      counts[own[at]]++;
    }
    for (let i = 0; i < bias.length; i++) bias[i] /= counts[i];
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    refit(itemBias, items, users, userBias);
    refit(userBias, users, items, itemBias);
  }
  return { mean, userBias, itemBias };
}
