import { outOfRange, requireInteger } from '../../errors.ts';
import type { ModelOptions } from '../../models/index.ts';
import { RandomSequence } from '../../random.ts';
import { checkTrainingConfig } from '../training-config.ts';
import type { TrainingConfig } from '../training-config.ts';

/** What a sweep can vary; noise by its amount, beta of variational models only. */
export const sweepParameters = ['latentDim', 'width', 'dropout', 'learningRate', 'noise', 'beta'] as const;
export type SweepParameter = (typeof sweepParameters)[number];

/** What a sweep tries; JSON-safe, and with the data all that it depends on. */
export interface SweepPlan {
  preset: string;
  /** What all trials have in common; its epochs are those of a trial that is trained to the end. */
  base: TrainingConfig;
  /** Values of each parameter that varies. */
  axes: Partial<Record<SweepParameter, readonly number[]>>;
  /** `grid`: every combination of the values; a number: so many drawn between the least and the greatest of each. */
  method: 'grid' | number;
  /** Training images that a trial sees; all where there are no more. */
  images: number;
  /** Whether the worse half is given up after the first epoch, and again after twice as many (successive halving). */
  halving: boolean;
}

/** One model of a sweep, made again by its config and the sweep's images. */
export interface SweepTrial {
  /** From 0, in the order of the queue. */
  index: number;
  values: Partial<Record<SweepParameter, number>>;
  config: TrainingConfig;
}

const MOST_TRIALS = 100;

/** Those whose effect goes by factors: drawn evenly by their logarithm. */
const LOGARITHMIC: ReadonlySet<SweepParameter> = new Set(['latentDim', 'width', 'learningRate', 'beta']);

/**
 * The trials of a sweep, each with its whole config.
 * @throws RangeError for no axis, one without values, a value out of the limits of its parameter, or more than 100 trials.
 */
export function planSweep({ base, axes, method, images }: SweepPlan): SweepTrial[] {
  requireInteger('images', images, 2);
  const chosen = sweepParameters.filter((name) => axes[name] !== undefined);
  if (chosen.length === 0) throw outOfRange('sweep', `values of ${sweepParameters.join(', ')}`, 'none');
  for (const name of chosen) {
    if (axes[name]!.length === 0) throw outOfRange(name, 'one value at least', 'none');
  }
  const count =
    method === 'grid' ? chosen.reduce((product, name) => product * axes[name]!.length, 1) : method;
  requireInteger('trials', count, 1, MOST_TRIALS);
  return Array.from({ length: count }, (_, index) => {
    const values =
      method === 'grid' ? pickFromGrid(axes, chosen, index) : draw(axes, chosen, base.seed, index);
    return { index, values, config: checkTrainingConfig(applyValues(base, values)) };
  });
}

/** The combination at a place of the grid, the last parameter changing fastest. */
function pickFromGrid(
  axes: SweepPlan['axes'],
  chosen: SweepParameter[],
  index: number,
): SweepTrial['values'] {
  const values: SweepTrial['values'] = {};
  for (const name of chosen.toReversed()) {
    const axis = axes[name]!;
    values[name] = axis[index % axis.length];
    index = Math.floor(index / axis.length);
  }
  return values;
}

function draw(
  axes: SweepPlan['axes'],
  chosen: SweepParameter[],
  seed: number,
  index: number,
): SweepTrial['values'] {
  const random = new RandomSequence(seed, 'sweep', index);
  const values: SweepTrial['values'] = {};
  for (const name of chosen) {
    const [least, greatest] = [Math.min(...axes[name]!), Math.max(...axes[name]!)];
    const share = random.uniform();
    const isLogarithmic = LOGARITHMIC.has(name) && least > 0;
    const value = isLogarithmic ? least * (greatest / least) ** share : least + (greatest - least) * share;
    // Three digits: a row of the table is then the trial, and not nearly.
    values[name] = name === 'latentDim' ? Math.round(value) : Number(value.toPrecision(3));
  }
  return values;
}

function applyValues(base: TrainingConfig, values: SweepTrial['values']): TrainingConfig {
  const { latentDim, width, dropout, learningRate, noise, beta } = values;
  const model: ModelOptions = {
    ...base.model,
    ...(latentDim !== undefined && { latentDim }),
    ...(width !== undefined && { width }),
    ...(dropout !== undefined && { dropout }),
  };
  return {
    ...base,
    ...(Object.keys(model).length > 0 && { model }),
    ...(learningRate !== undefined && { learningRate }),
    ...(noise !== undefined && { noise: { kind: base.noise?.kind ?? 'gaussian', amount: noise } }),
    ...(beta !== undefined && { beta }),
  };
}
