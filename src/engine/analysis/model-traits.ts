/** Pairs of codes whose midpoints are decoded. */
const pairCount = 200;

/**
 * How far a decoder is from a linear one: over pairs of codes, the RMSE between the decoded midpoint and the midpoint of
 * the decoded images, over the RMSE between an image and that midpoint. 0 for a linear decoder.
 * @param codes count × dimensions; consecutive rows make the pairs.
 */
export async function measureBend(
  codes: Float32Array,
  dimensions: number,
  decode: (codes: Float32Array) => Promise<Float32Array>,
): Promise<number> {
  const pairs = Math.min(pairCount, Math.floor(codes.length / dimensions / 2));
  const ends = codes.slice(0, 2 * pairs * dimensions);
  const middles = new Float32Array(pairs * dimensions);
  for (let pair = 0; pair < pairs; pair++) {
    for (let i = 0; i < dimensions; i++) {
      const at = 2 * pair * dimensions + i;
      middles[pair * dimensions + i] = (ends[at] + ends[at + dimensions]) / 2;
    }
  }
  const images = await decode(ends);
  const decoded = await decode(middles);
  const pixels = decoded.length / pairs;
  let away = 0;
  let apart = 0;
  for (let pair = 0; pair < pairs; pair++) {
    for (let i = 0; i < pixels; i++) {
      const first = images[2 * pair * pixels + i];
      const middle = (first + images[(2 * pair + 1) * pixels + i]) / 2;
      away += (decoded[pair * pixels + i] - middle) ** 2;
      apart += (first - middle) ** 2;
    }
  }
  return Math.sqrt(away / (apart || 1));
}

/** Mean |correlation| between two different columns of count × dimensions; columns without variance count as 0. */
export function measureCorrelation(codes: Float32Array, dimensions: number): number {
  const count = codes.length / dimensions;
  const columns = Array.from({ length: dimensions }, (_, column) => {
    const values = Float64Array.from({ length: count }, (__, row) => codes[row * dimensions + column]);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const centred = values.map((value) => value - mean);
    const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0)) || 1;
    return centred.map((value) => value / length);
  });
  let sum = 0;
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b < a; b++) {
      let product = 0;
      for (let row = 0; row < count; row++) product += columns[a][row] * columns[b][row];
      sum += Math.abs(product);
    }
  }
  return dimensions < 2 ? 0 : (2 * sum) / (dimensions * (dimensions - 1));
}
