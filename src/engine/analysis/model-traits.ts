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

/**
 * How far a decoder's directions are from a right angle: from the mean code each latent number in turn is moved by its
 * standard deviation, and the mean |cosine| between two of the changes that this makes to the image is taken. 0 where the
 * directions are orthogonal, as PCA's are.
 * @param codes count × dimensions.
 */
export async function measureSlant(
  codes: Float32Array,
  dimensions: number,
  decode: (codes: Float32Array) => Promise<Float32Array>,
): Promise<number> {
  if (dimensions < 2) return 0;
  const count = codes.length / dimensions;
  const mean = new Float64Array(dimensions);
  const square = new Float64Array(dimensions);
  codes.forEach((value, at) => (mean[at % dimensions] += value / count));
  codes.forEach((value, at) => (square[at % dimensions] += (value - mean[at % dimensions]) ** 2 / count));
  // The mean code first, then a row for each number that was moved.
  const moved = Float32Array.from(
    { length: (dimensions + 1) * dimensions },
    (_, at) => mean[at % dimensions],
  );
  for (let i = 0; i < dimensions; i++) moved[(i + 1) * dimensions + i] += Math.sqrt(square[i]);
  const images = await decode(moved);
  const pixels = images.length / (dimensions + 1);
  const directions = Array.from({ length: dimensions }, (_, i) => {
    const change = Float64Array.from(
      { length: pixels },
      (__, pixel) => images[(i + 1) * pixels + pixel] - images[pixel],
    );
    const length = Math.sqrt(change.reduce((sum, value) => sum + value * value, 0)) || 1;
    return change.map((value) => value / length);
  });
  return meanProduct(directions);
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
  return meanProduct(columns);
}

/** Mean |product| of two different vectors of unit length; 0 for a single one. */
function meanProduct(vectors: readonly Float64Array[]): number {
  let sum = 0;
  for (let a = 0; a < vectors.length; a++) {
    for (let b = 0; b < a; b++) {
      sum += Math.abs(vectors[a].reduce((product, value, at) => product + value * vectors[b][at], 0));
    }
  }
  return vectors.length < 2 ? 0 : (2 * sum) / (vectors.length * (vectors.length - 1));
}
