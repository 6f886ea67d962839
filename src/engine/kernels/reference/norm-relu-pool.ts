/** The ground truth of batch normalization, ReLU and 2×2 max pool in a row, in double precision. */

export interface NormReluPoolCase {
  /** [batch, height, width, channels]. */
  shape: [number, number, number, number];
  epsilon: number;
  relu: boolean;
  pool: 1 | 2;
}

export interface NormReluPoolParameters {
  x: ArrayLike<number>;
  gamma: ArrayLike<number>;
  beta: ArrayLike<number>;
}

/** Mean and variance (divided by the count) of each channel. */
export function statisticsReference({ shape }: NormReluPoolCase, x: ArrayLike<number>) {
  const channels = shape[3];
  const rows = x.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let i = 0; i < x.length; i++) mean[i % channels] += x[i] / rows;
  for (let i = 0; i < x.length; i++) variance[i % channels] += (x[i] - mean[i % channels]) ** 2 / rows;
  return { mean, variance };
}

export function normReluPoolReference(
  setting: NormReluPoolCase,
  { x, gamma, beta }: NormReluPoolParameters,
  { mean, variance } = statisticsReference(setting, x),
) {
  const { epsilon, relu, pool } = setting;
  const channels = setting.shape[3];
  const normed = Float64Array.from(x, (value, i) => {
    const c = i % channels;
    return ((value - mean[c]) / Math.sqrt(variance[c] + epsilon)) * gamma[c] + beta[c];
  });
  const cells = cellsOf(setting);
  const winners = cells.map((cell) => cell.reduce((best, i) => (normed[i] > normed[best] ? i : best)));
  const y = Float64Array.from(winners, (i) => (relu && normed[i] < 0 ? 0 : normed[i]));
  const [batch, height, width] = setting.shape;
  const yShape = [batch, Math.floor(height / pool), Math.floor(width / pool), channels];
  return { y, yShape, mean, variance, normed, winners };
}

/** Gradients of Σ dy·y, the statistics' dependence on x included. */
export function normReluPoolGradReference(
  setting: NormReluPoolCase,
  parameters: NormReluPoolParameters,
  dy: ArrayLike<number>,
) {
  const { x, gamma } = parameters;
  const { mean, variance, normed, winners } = normReluPoolReference(setting, parameters);
  const channels = setting.shape[3];
  const rows = x.length / channels;
  const g = new Float64Array(x.length);
  winners.forEach((i, out) => {
    if (!setting.relu || normed[i] > 0) g[i] = dy[out];
  });
  const power = variance.map((value) => 1 / Math.sqrt(value + setting.epsilon));
  const hat = (i: number) => (x[i] - mean[i % channels]) * power[i % channels];
  const dGamma = new Float64Array(channels);
  const dBeta = new Float64Array(channels);
  g.forEach((value, i) => {
    dGamma[i % channels] += value * hat(i);
    dBeta[i % channels] += value;
  });
  const dx = g.map((value, i) => {
    const c = i % channels;
    return gamma[c] * power[c] * (value - dBeta[c] / rows - (hat(i) * dGamma[c]) / rows);
  });
  return { dx, dGamma, dBeta };
}

/** For each value of y, the indices in x it is the maximum of, row by row. */
function cellsOf({ shape: [batch, height, width, channels], pool }: NormReluPoolCase): number[][] {
  const cells: number[][] = [];
  for (let image = 0; image < batch; image++)
    for (let row = 0; row + pool <= height; row += pool)
      for (let column = 0; column + pool <= width; column += pool)
        for (let channel = 0; channel < channels; channel++)
          cells.push(
            Array.from({ length: pool * pool }, (_, tap) => {
              const pixel = (image * height + row + Math.floor(tap / pool)) * width + column + (tap % pool);
              return pixel * channels + channel;
            }),
          );
  return cells;
}
