import { outOfRange, requireInteger } from '../errors.ts';

/** How a model differs from what its preset is by itself; JSON-safe, and kept with the run. */
export interface ModelOptions {
  /** Numbers in the latent vector; an integer from 1 to 1,024. */
  latentDim?: number;
  /** Factor of the filters and hidden units of every layer, from 1/16 to 8. */
  width?: number;
  /** Share of the latent values (of a table's inputs) that are dropped while training, from 0 to 0.95. */
  dropout?: number;
  /** Of a classifier; an integer from 2 to 256. The worker sets it by the data. */
  classes?: number;
}

/** Throws a `RangeError` that names the first option out of its limits; returns the options. */
export function checkModelOptions(options: ModelOptions): ModelOptions {
  const { latentDim, width, dropout, classes } = options;
  if (latentDim !== undefined) requireInteger('latentDim', latentDim, 1, 1024);
  if (width !== undefined && !(width >= 1 / 16 && width <= 8)) {
    throw outOfRange('width', 'a factor from 0.0625 to 8', width);
  }
  if (dropout !== undefined && !(dropout >= 0 && dropout <= 0.95)) {
    throw outOfRange('dropout', 'a share from 0 to 0.95', dropout);
  }
  if (classes !== undefined) requireInteger('classes', classes, 2, 256);
  return options;
}

/**
 * A preset's own values with the options put over them. Throws a `RangeError` where an option is out of its limits, or
 * is none of those that the preset has.
 */
export function applyModelOptions<Own extends ModelOptions>(
  preset: string,
  own: Own,
  options: ModelOptions = {},
): Own {
  checkModelOptions(options);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || Object.hasOwn(own, name)) continue;
    const known = Object.keys(own).join(', ');
    throw outOfRange('model', `options of the preset "${preset}" (${known})`, name);
  }
  return { ...own, ...options };
}

/** So many filters or units, times the factor, in whole vectors of four unless that is what they were. */
export function scaleUnits(units: number, width: number): number {
  return width === 1 ? units : Math.max(4, 4 * Math.round((units * width) / 4));
}
