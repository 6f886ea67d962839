/** How well scores tell anomalies from the rest. */
export interface Roc {
  /** Area under the curve: the chance that an anomaly scores higher than a normal one, ties counted half. */
  area: number;
  /** Share of normal ones called anomalies, and of anomalies found, as the threshold falls; from (0, 0) to (1, 1). */
  falsePositives: Float32Array;
  truePositives: Float32Array;
}

/** Points of a curve that is drawn: more than a chart has pixels is no use. */
const largestCurve = 500;

/**
 * The receiver operating characteristic of scores, higher meaning more anomalous. The area is computed from all scores,
 * the curve thinned to at most 501 points. Without any anomaly, or any normal one, the area is NaN.
 */
export function measureRoc(scores: ArrayLike<number>, isAnomaly: ArrayLike<boolean>): Roc {
  const order = orderByScore(scores);
  let positives = 0;
  for (let i = 0; i < order.length; i++) positives += Number(isAnomaly[i]);
  const negatives = order.length - positives;
  const curve: [number, number][] = [[0, 0]];
  let [found, wrong, area] = [0, 0, 0];
  for (let at = 0; at < order.length;) {
    const [foundBefore, wrongBefore] = [found, wrong];
    const score = scores[order[at]];
    // Equal scores cannot be told apart: they are passed together.
    for (; at < order.length && scores[order[at]] === score; at++) {
      if (isAnomaly[order[at]]) found++;
      else wrong++;
    }
    area += ((wrong - wrongBefore) * (found + foundBefore)) / 2;
    curve.push([wrong / negatives, found / positives]);
  }
  const step = Math.max(1, (curve.length - 1) / largestCurve);
  const kept = Array.from(
    { length: Math.min(curve.length, largestCurve + 1) },
    (_, i) => curve[Math.min(curve.length - 1, Math.round(i * step))],
  );
  return {
    area: area / (positives * negatives),
    falsePositives: Float32Array.from(kept, ([x]) => x),
    truePositives: Float32Array.from(kept, ([, y]) => y),
  };
}

/** Positions by score, the highest first; of equal scores the earlier position first. */
export function orderByScore(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, i) => i).sort(
    (a, b) => scores[b] - scores[a] || a - b,
  );
}
