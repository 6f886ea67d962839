import { formatRmse, formatShare } from '../charts/index.ts';
import type { Colouring } from '../state/index.ts';
import type { LatentMapData } from './map-view-data.ts';

export const colouringNames: Record<Colouring, string> = {
  label: 'Label',
  prediction: 'Prediction',
  error: 'Error',
  distance: 'Distance to neighbours',
  trust: 'Local trust',
};

/** A scale of colours and what its ends stand for, as a legend shows it. */
export interface ColourScale {
  title: string;
  low: string;
  high: string;
  /** Values at the faint and at the strong end; the first is the larger where the scale runs the other way. */
  from: number;
  to: number;
  /** Images at each of `scaleSteps` steps. */
  counts: readonly number[];
  format: (value: number) => string;
}

/** Steps of the scale, from what is usual, faint, to what stands out: more cannot be told apart. */
export const scaleSteps = 24;

/** Those that the data has values for; there is always the label. */
export function findColourings({ labels, rmse, neighbours, predictions }: LatentMapData): Colouring[] {
  return [
    'label',
    ...(predictions && labels.length > 0 ? (['prediction'] as const) : []),
    ...(rmse ? (['error'] as const) : []),
    ...(neighbours ? (['distance', 'trust'] as const) : []),
  ];
}

/** Colourings by a value of each point. */
export type ValueColouring = Exclude<Colouring, 'label' | 'prediction'>;

/** How points are inked where it is not by their own label. */
export interface PointInks {
  /** count: a step of the scale where there is one, else a label. */
  inkOf?: Uint8Array;
  scale?: ColourScale;
  /** count: 1 for points whose prediction is not their label. */
  ringed?: Uint8Array;
  mistakes?: MistakeCount;
}

/** How often a classifier was wrong, as the legend tells it. */
export interface MistakeCount {
  wrong: number;
  total: number;
}

/** Inks by a colouring; none where the data has not what it needs. */
export function inkPoints(data: LatentMapData, colouring: Colouring): PointInks {
  if (colouring === 'label') return {};
  return colouring === 'prediction' ? inkByPrediction(data) : (colourByValue(data, colouring) ?? {});
}

/** Each point in the colour of the class that it is taken for, those taken wrongly ringed. */
function inkByPrediction({ predictions, labels }: LatentMapData): PointInks {
  if (!predictions || labels.length === 0) return {};
  const ringed = predictions.labels.map((said, row) => Number(said !== labels[row]));
  const wrong = ringed.reduce((sum, isWrong) => sum + isWrong, 0);
  return { inkOf: predictions.labels, ringed, mistakes: { wrong, total: labels.length } };
}

/**
 * Which step of the scale each point has. The ends are the 2nd and the 98th percentile, so that a few outliers do not
 * take all colours; trust runs the other way, because a point to be wary of is what should be seen.
 */
export function colourByValue(
  data: LatentMapData,
  colouring: ValueColouring,
): { inkOf: Uint8Array; scale: ColourScale } | undefined {
  const values = valuesOf(data, colouring);
  if (!values) return undefined;
  const sorted = values.slice().sort();
  const [low, high] = [0.02, 0.98].map((share) => sorted[Math.round(share * (sorted.length - 1))]);
  const span = high - low || 1;
  const reversed = colouring === 'trust';
  const inkOf = Uint8Array.from(values, (value) => {
    const share = Math.min(1, Math.max(0, (value - low) / span));
    return Math.round((reversed ? 1 - share : share) * (scaleSteps - 1));
  });
  const format = colouring === 'trust' ? formatShare : formatRmse;
  const [from, to] = reversed ? [high, low] : [low, high];
  const counts = Array.from({ length: scaleSteps }, () => 0);
  for (const step of inkOf) counts[step]++;
  const title = scaleTitles[colouring];
  return { inkOf, scale: { title, low: format(from), high: format(to), from, to, counts, format } };
}

const scaleTitles = {
  error: 'RMSE of the pair',
  distance: 'Mean distance to the nearest in latent space',
  trust: 'Share of true neighbours that are near on the map',
};

/** One value for each point; undefined where there is none yet. */
export function valuesOf(
  { rmse, neighbours }: LatentMapData,
  colouring: ValueColouring,
): Float32Array | undefined {
  if (colouring === 'error') return rmse;
  return colouring === 'distance' ? neighbours?.meanDistance : neighbours?.trust;
}
