/** The product of matrices of int32, which models hardly use: exact, in plain loops. */
import { broadcast_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelContext } from './kernel-context.ts';

export function multiplyIntegers(
  context: KernelContext,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
): TensorInfo {
  const [aRows, aColumns] = a.shape.slice(-2);
  const [bRows, bColumns] = b.shape.slice(-2);
  const [m, k, n] = [
    transposeA ? aColumns : aRows,
    transposeA ? aRows : aColumns,
    transposeB ? bRows : bColumns,
  ];
  const batchShape = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const c = context.output([...batchShape, m, n], 'int32');
  const [aValues, bValues, cValues] = [a, b, c].map(
    (tensor) => new Int32Array(context.memory(), context.offset(tensor), util.sizeFromShape(tensor.shape)),
  );
  // tfjs broadcasts a batch of one matrix only; the op has checked that.
  const [aStep, bStep] = [aValues, bValues].map((values, side) => {
    const size = side === 0 ? m * k : k * n;
    return values.length > size ? size : 0;
  });
  for (let matrix = 0; matrix < cValues.length / (m * n); matrix++)
    for (let row = 0; row < m; row++)
      for (let column = 0; column < n; column++) {
        let sum = 0;
        for (let i = 0; i < k; i++) {
          const left = aValues[matrix * aStep + (transposeA ? i * m + row : row * k + i)];
          const right = bValues[matrix * bStep + (transposeB ? column * k + i : i * n + column)];
          sum = (sum + Math.imul(left, right)) | 0;
        }
        cValues[(matrix * m + row) * n + column] = sum;
      }
  return c;
}
