import type { AnomalyReport } from '../../../workers/index.ts';

/** What happens if the `flagged` images with the highest scores are called anomalies. */
export interface ThresholdFigures {
  /** The lowest score among them. */
  threshold: number;
  /** Share of the flagged ones that are anomalies. */
  precision: number;
  /** Share of the anomalies that are flagged. */
  recall: number;
  /** Share of the normal ones that are flagged. */
  falsePositives: number;
}

export function measureThreshold({ scores, isAnomaly }: AnomalyReport, flagged: number): ThresholdFigures {
  const sum = (values: Uint8Array) => values.reduce((total, value) => total + value, 0);
  const found = sum(isAnomaly.subarray(0, flagged));
  const anomalies = sum(isAnomaly);
  return {
    threshold: scores[Math.max(0, flagged - 1)],
    precision: found / flagged,
    recall: found / anomalies,
    falsePositives: (flagged - found) / (scores.length - anomalies),
  };
}

/** Steps of two histograms over the same bins, as curves: counts of normal ones and of anomalies by score. */
export function countByScore(
  { scores, isAnomaly }: AnomalyReport,
  toAxis: (score: number) => number,
  bins = 40,
): Record<'normal' | 'anomalies', [number, number][]> {
  // Worst first; the few farthest out would squeeze all others into one bin.
  const high = toAxis(scores[Math.floor(scores.length / 500)]);
  const low = toAxis(scores[scores.length - 1]);
  const width = (high - low) / bins || 1;
  const counts = { normal: new Float64Array(bins), anomalies: new Float64Array(bins) };
  scores.forEach((score, at) => {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((toAxis(score) - low) / width)));
    counts[isAnomaly[at] ? 'anomalies' : 'normal'][bin]++;
  });
  const outline = (values: Float64Array) =>
    Array.from(values, (count, bin): [number, number][] => [
      [low + bin * width, count],
      [low + (bin + 1) * width, count],
    ]).flat();
  return { normal: outline(counts.normal), anomalies: outline(counts.anomalies) };
}
