/**
 * Turns a layout, and flips it if need be, so that its points lie as near as a rigid move can bring them to where the
 * same points lay in an earlier one (orthogonal Procrustes in the plane). UMAP's axes mean nothing, so neither does
 * its turning between two layouts. Both count × 2; the result is centred where `points` is.
 */
export function turnLayout(points: Float32Array, earlier: Float32Array): Float32Array {
  const [middleX, middleY] = findMiddle(points);
  const [earlierX, earlierY] = findMiddle(earlier);
  // Sums of products of the coordinates, from which both the best turn and the best flipped turn follow.
  let [xx, xy, yx, yy] = [0, 0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at] - middleX, points[at + 1] - middleY];
    const [toX, toY] = [earlier[at] - earlierX, earlier[at + 1] - earlierY];
    xx += x * toX;
    xy += x * toY;
    yx += y * toX;
    yy += y * toY;
  }
  const isFlipped = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
  const angle = isFlipped ? Math.atan2(xy + yx, xx - yy) : Math.atan2(xy - yx, xx + yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = new Float32Array(points.length);
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] - middleX;
    const y = isFlipped ? middleY - points[at + 1] : points[at + 1] - middleY;
    turned[at] = middleX + cos * x - sin * y;
    turned[at + 1] = middleY + sin * x + cos * y;
  }
  return turned;
}

function findMiddle(points: Float32Array): [x: number, y: number] {
  let [x, y] = [0, 0];
  for (let at = 0; at < points.length; at += 2) {
    x += points[at];
    y += points[at + 1];
  }
  const count = Math.max(1, points.length / 2);
  return [x / count, y / count];
}
