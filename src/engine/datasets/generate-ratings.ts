import { RandomSequence } from '../random.ts';
import type { RatingList } from './ratings.ts';

export interface GeneratedRatings {
  users: number;
  items: number;
  /** Tastes: dimensions of the vectors whose products make a user like an item. */
  rank: number;
  /** Share of all pairs that is rated. */
  density: number;
  /** Deviation of the noise on each rating. */
  noise: number;
  seed: number;
}

/** What the catalogue's demonstration is made of: biases, tastes and noise about as large as in MovieLens. */
export const demoRatings: GeneratedRatings = {
  users: 1500,
  items: 300,
  rank: 4,
  density: 0.35,
  noise: 0.8,
  seed: 1,
};

/**
 * Ratings with a known truth: 3.5 + user's bias + item's bias + a low-rank product of tastes + normal noise, neither
 * rounded nor clipped, so that the noise is the least error that any prediction can have.
 */
export function generateRatings({ users, items, rank, density, noise, seed }: GeneratedRatings): RatingList {
  const random = new RandomSequence(seed, 'ratings');
  const draw = (count: number, deviation: number) =>
    Float64Array.from({ length: count }, () => random.normal(0, deviation));
  const [userBias, itemBias] = [draw(users, 0.4), draw(items, 0.5)];
  const [userTastes, itemTastes] = [draw(users * rank, 0.5), draw(items * rank, 0.5)];
  const list: [user: number, item: number, rating: number][] = [];
  for (let user = 0; user < users; user++) {
    for (let item = 0; item < items; item++) {
      if (random.uniform() >= density) continue;
      let rating = 3.5 + userBias[user] + itemBias[item] + random.normal(0, noise);
      for (let i = 0; i < rank; i++) rating += userTastes[user * rank + i] * itemTastes[item * rank + i];
      list.push([user, item, rating]);
    }
  }
  const name = (kind: string, count: number) => Array.from({ length: count }, (_, i) => `${kind} ${i + 1}`);
  return {
    users: Uint32Array.from(list, ([user]) => user),
    items: Uint32Array.from(list, ([, item]) => item),
    ratings: Float32Array.from(list, ([, , rating]) => rating),
    userNames: name('user', users),
    itemNames: name('item', items),
    noise,
  };
}
