/** Sums as plain loops in double precision: the ground truth of Sum, AeActivationBiasGrad and UnsortedSegmentSum. */

/** Σ over the given axes (ascending, ≥ 0); the result has the other axes. */
export function sumReference(x: ArrayLike<number>, shape: number[], axes: number[]): Float64Array {
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const size = kept.reduce((product, axis) => product * shape[axis], 1);
  const y = new Float64Array(size);
  for (let i = 0; i < x.length; i++) {
    const place: number[] = [];
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      place[axis] = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    y[kept.reduce((index, axis) => index * shape[axis] + place[axis], 0)] += x[i];
  }
  return y;
}

/** y[ids[row]] += x[row]; x is [ids.length, inner]. */
export function segmentSumReference(
  x: ArrayLike<number>,
  ids: ArrayLike<number>,
  inner: number,
  segments: number,
): Float64Array {
  const y = new Float64Array(segments * inner);
  for (let i = 0; i < x.length; i++) {
    const id = ids[Math.floor(i / inner)];
    if (id >= 0 && id < segments) y[id * inner + (i % inner)] += x[i];
  }
  return y;
}
