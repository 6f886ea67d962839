/**
 * Successive halving (Jamieson & Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization",
 * 2016): all begin, and whenever the training so far has doubled, the better half goes on.
 */

/** Epochs, from the run's beginning, after which trials are compared; the last is when they are done. */
export function planRungs(epochs: number, halving: boolean): number[] {
  const rungs: number[] = [];
  for (let rung = 1; halving && rung < epochs; rung *= 2) rungs.push(rung);
  return [...rungs, epochs];
}

/**
 * Positions of the better half, one at least, in their own order; of equals the first is better. A score is better the
 * lower it is, and NaN is worse than any.
 */
export function chooseBetterHalf(scores: readonly number[]): number[] {
  const rank = (score: number) => (Number.isNaN(score) ? Infinity : score);
  const order = scores.map((score, at) => ({ at, score: rank(score) })).sort((a, b) => a.score - b.score);
  return order
    .slice(0, Math.ceil(scores.length / 2))
    .map(({ at }) => at)
    .sort((a, b) => a - b);
}

/** Epochs that so many trials are trained for in all. */
export function countEpochs(trials: number, rungs: readonly number[]): number {
  let [total, before, left] = [0, 0, trials];
  for (const rung of rungs) {
    total += left * (rung - before);
    before = rung;
    left = Math.ceil(left / 2);
  }
  return total;
}
