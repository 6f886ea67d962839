/**
 * Turns axes round where that agrees better with an earlier layout of the same points, or of the first of them: a
 * principal axis may as well point the other way, and a picture ought not to flip for that. Changes `points`
 * (count × 2) in place and returns the sign of each axis.
 */
export function alignAxes(points: Float32Array, earlier: Float32Array): [x: number, y: number] {
  const signs: [number, number] = [1, 1];
  const size = Math.min(points.length, earlier.length);
  for (const axis of [0, 1]) {
    let [agreement, mean, earlierMean] = [0, 0, 0];
    for (let i = axis; i < size; i += 2) {
      mean += (2 * points[i]) / size;
      earlierMean += (2 * earlier[i]) / size;
    }
    for (let i = axis; i < points.length; i += 2)
      agreement += (points[i] - mean) * (earlier[i] - earlierMean);
    if (agreement >= 0) continue;
    signs[axis] = -1;
    for (let i = axis; i < points.length; i += 2) points[i] = -points[i];
  }
  return signs;
}
