/** Sum over any axes. tfjs' own transposes first and adds one number at a time on one thread. */
import { backend_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import { defineKernel } from './define-kernel.ts';
import { sumTree } from './sum-tree.ts';

interface SumAttributes {
  axis: number | number[];
  keepDims: boolean;
}

export const sum = defineKernel<{ x: TensorInfo }, SumAttributes>(
  'Sum',
  (context, { inputs: { x }, attrs: { axis, keepDims } }) => {
    if (x.dtype !== 'float32' && x.dtype !== 'int32')
      throw new TypeError(`Expected the input of a sum to be float32 or int32, but found ${x.dtype}`);
    const axes = util.parseAxisParam(axis, x.shape);
    const [kept] = backend_util.computeOutAndReduceShapes(x.shape, axes);
    const y = context.output(keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept, x.dtype);
    const runs = neighbouringAxes(axes);
    const shape = [...x.shape];
    let from = context.offset(x);
    if (runs.length === 0) runs.push([0, 0]);
    // From the last axes to the first, so that what is left of `shape` before them is still x's.
    for (const [index, [first, end]] of runs.reverse().entries()) {
      const sizes = {
        outer: util.sizeFromShape(shape.slice(0, first)),
        count: util.sizeFromShape(shape.slice(first, end)),
        inner: util.sizeFromShape(shape.slice(end)),
      };
      const isLast = index === runs.length - 1;
      const bytes = 4 * sizes.outer * sizes.inner;
      const to = isLast ? context.offset(y) : context.workspace(`sum-axes-${index % 2}`, bytes);
      sumTree(context, from, to, { ...sizes, integers: x.dtype === 'int32' });
      shape.splice(first, end - first);
      from = to;
    }
    return y;
  },
);

/** Ascending axes as runs [first, end) that lie side by side, each of which is one axis as far as memory goes. */
function neighbouringAxes(axes: number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const axis of [...axes].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === axis) last[1]++;
    else runs.push([axis, axis + 1]);
  }
  return runs;
}
