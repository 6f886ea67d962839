/** How a stage shows points: what lies in its middle, in the points' units, and pixels per unit. */
export interface Fit {
  centreX: number;
  centreY: number;
  scale: number;
}

/** Points, count × 2, on a stage: whole, in the middle, both axes by the same factor (distances are what a map is about). */
export function findFit(points: Float32Array, width: number, height: number, padding: number): Fit {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at], points[at + 1]];
    if (!Number.isFinite(x + y)) continue;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  const scale = Math.min(
    Math.max(1, width - 2 * padding) / Math.max(maxX - minX, 1e-12),
    Math.max(1, height - 2 * padding) / Math.max(maxY - minY, 1e-12),
  );
  return { centreX: (minX + maxX) / 2, centreY: (minY + maxY) / 2, scale };
}

/** Scales points in any units with y upwards to a stage in pixels with y downwards. Those not finite go to the middle. */
export function fitPoints(
  points: Float32Array,
  width: number,
  height: number,
  padding: number,
): Float32Array<ArrayBuffer> {
  const { centreX, centreY, scale } = findFit(points, width, height, padding);
  const fitted = new Float32Array(points.length);
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at], points[at + 1]];
    const finite = Number.isFinite(x + y);
    fitted[at] = width / 2 + (finite ? (x - centreX) * scale : 0);
    fitted[at + 1] = height / 2 - (finite ? (y - centreY) * scale : 0);
  }
  return fitted;
}
