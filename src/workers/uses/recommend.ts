import { principalScores } from '../../engine/analysis/index.ts';
import type { RatingsContext } from '../../engine/datasets/index.ts';
import type { Bench } from '../bench.ts';
import type { RatedItem, RatingsReport, RecommendationRequest, Recommendations } from './recommendations.ts';
import type { UseJob } from './use-job.ts';

/** Users at once. */
const batchSize = 250;

/** Foretells the held-out ratings of all users, each from what else they rated. */
export async function judgeRatings(bench: Bench, _request: object, job: UseJob): Promise<RatingsReport> {
  const { dataset } = bench.data;
  const context = requireRatings(bench);
  const { userNames, itemNames, heldOut, noise } = context;
  const items = itemNames.length;
  const userCounts = new Uint32Array(userNames.length);
  const itemCounts = new Uint32Array(items);
  const ofUser: number[][] = userNames.map(() => []);
  heldOut.users.forEach((user, at) => ofUser[user].push(at));
  const squares = { autoencoder: 0, baseline: 0 };
  for (let start = 0; start < userNames.length; start += batchSize) {
    const users = Uint32Array.from(
      { length: Math.min(batchSize, userNames.length - start) },
      (_, i) => start + i,
    );
    const values = await foretell(bench, users);
    dataset.gatherMask('test', users)!.forEach((known, i) => {
      userCounts[start + Math.floor(i / items)] += known;
      itemCounts[i % items] += known;
    });
    users.forEach((user, row) => {
      for (const at of ofUser[user]) {
        const item = heldOut.items[at];
        const baseline = predictBaseline(context, user, item);
        squares.baseline += (heldOut.ratings[at] - baseline) ** 2;
        squares.autoencoder +=
          (heldOut.ratings[at] - baseline - context.scale * values[row * items + item]) ** 2;
      }
    });
    job.report('Foretelling ratings', start + users.length, userNames.length);
    await job.pause();
  }
  return {
    userNames,
    itemNames,
    userCounts,
    itemCounts,
    heldOut: heldOut.ratings.length,
    autoencoderRmse: Math.sqrt(squares.autoencoder / heldOut.ratings.length),
    baselineRmse: Math.sqrt(squares.baseline / heldOut.ratings.length),
    ...(noise !== undefined && { noise }),
    itemPoints: principalScores(await readItemVectors(bench, items), bench.autoencoder.latentDim).points,
    step: bench.trainer.step,
  };
}

/** What one user would rate highest of what they have not rated. */
export async function recommend(
  bench: Bench,
  { user, count }: RecommendationRequest,
): Promise<Recommendations> {
  const context = requireRatings(bench);
  if (!(Number.isInteger(user) && user >= 0 && user < context.userNames.length)) {
    throw new RangeError(
      `user: expected an integer from 0 to ${context.userNames.length - 1}, found ${user}`,
    );
  }
  const { dataset } = bench.data;
  const chosen = Uint32Array.of(user);
  const values = await foretell(bench, chosen);
  const mask = dataset.gatherMask('test', chosen)!;
  const known = dataset.gatherPixels('test', chosen);
  const rate = (item: number, value: number) => predictBaseline(context, user, item) + context.scale * value;
  const all = Array.from(context.itemNames.keys());
  const byRating = (a: RatedItem, b: RatedItem) => b.rating - a.rating || a.item - b.item;
  return {
    best: all
      .filter((item) => !mask[item])
      .map((item) => ({
        item,
        rating: rate(item, values[item]),
        baseline: predictBaseline(context, user, item),
      }))
      .sort(byRating)
      .slice(0, count),
    liked: all
      .filter((item) => mask[item])
      .map((item) => ({ item, rating: rate(item, known[item]) }))
      .sort(byRating)
      .slice(0, count),
  };
}

function requireRatings({ data: { dataset } }: Bench): RatingsContext {
  if (dataset.ratings) return dataset.ratings;
  throw new TypeError(
    'data: expected ratings (user, item, rating), found something else; load a ratings table first',
  );
}

function predictBaseline({ mean, userBias, itemBias }: RatingsContext, user: number, item: number): number {
  return mean + userBias[user] + itemBias[item];
}

async function foretell(
  { data: { dataset }, inference, autoencoder }: Bench,
  users: Uint32Array,
): Promise<Float32Array> {
  const pixels = dataset.gatherPixels('test', users);
  return (await inference.reconstruct({ data: pixels, shape: [users.length, ...autoencoder.imageShape] }))
    .data;
}

/** What each latent number says of each item: what the axes decode to, less the origin's; items × latentDim. */
async function readItemVectors({ autoencoder, inference }: Bench, items: number): Promise<Float32Array> {
  const { latentDim } = autoencoder;
  const axes = new Float32Array((latentDim + 1) * latentDim);
  for (let i = 0; i < latentDim; i++) axes[i * latentDim + i] = 1;
  const { data } = await inference.decode({ data: axes, shape: [latentDim + 1, latentDim] });
  const vectors = new Float32Array(items * latentDim);
  for (let item = 0; item < items; item++) {
    for (let i = 0; i < latentDim; i++) {
      vectors[item * latentDim + i] = data[i * items + item] - data[latentDim * items + item];
    }
  }
  return vectors;
}
