import { backend_util } from '@tensorflow/tfjs-core';
import { KernelLab } from '../../helpers/kernel-lab.ts';
import { assertNear, assertSameBits, randomValues, sizeOf } from '../../helpers/values.ts';
import { depthwiseGradsReference } from '../../../src/engine/kernels/reference/depthwise-grads.ts';

type Shape = [number, number, number, number];
interface Case {
  x: Shape;
  filter: Shape;
  strides: number | [number, number];
  dilations: number | [number, number];
  pad: 'same' | 'valid' | number;
}

const cases: Case[] = [
  { x: [1, 4, 4, 4], filter: [3, 3, 4, 1], strides: 1, dilations: 1, pad: 'same' },
  { x: [3, 7, 5, 3], filter: [3, 2, 3, 1], strides: 2, dilations: 1, pad: 'valid' },
  { x: [2, 7, 5, 5], filter: [3, 3, 5, 2], strides: 2, dilations: 1, pad: 'same' },
  { x: [2, 9, 9, 6], filter: [2, 2, 6, 3], strides: 1, dilations: [2, 3], pad: 'same' },
  { x: [2, 6, 6, 1], filter: [1, 1, 1, 4], strides: 1, dilations: 1, pad: 0 },
  { x: [70, 5, 5, 17], filter: [5, 5, 17, 1], strides: [1, 2], dilations: 1, pad: 'same' },
];

suite('depthwise gradients', () => {
  let lab: KernelLab;
  let one: KernelLab;
  suiteSetup(async () => {
    lab = await KernelLab.start({ threads: 2 });
    one = await KernelLab.start({ threads: 1 });
  });
  suiteTeardown(() => {
    lab.end();
    one.end();
  });

  for (const setting of cases) {
    const { x: inputShape, filter: filterShape, strides, dilations, pad } = setting;
    test(`match the reference for ${JSON.stringify(setting)}`, async () => {
      const info = backend_util.computeConv2DInfo(
        ...([inputShape, filterShape, strides, dilations, pad, undefined, true] as const),
      );
      const x = randomValues(inputShape, 1);
      const filter = randomValues(filterShape, 2);
      const dy = randomValues(info.outShape, 3);
      const expected = depthwiseGradsReference(
        ...([info, x.data as Float32Array, filter.data as Float32Array, dy.data as Float32Array] as const),
      );
      const attrs = { strides, dilations, pad, inputShape, filterShape };
      const [dx] = await lab.run('DepthwiseConv2dNativeBackpropInput', { dy, filter }, attrs);
      const terms = sizeOf(filterShape);
      assertNear(
        dx,
        { data: Float32Array.from(expected.dx), shape: inputShape },
        (terms + 1) * 2 ** -23,
        'dx',
      );
      const [dFilter] = await lab.run('DepthwiseConv2dNativeBackpropFilter', { x, dy }, attrs);
      const products = sizeOf(info.outShape) / info.outChannels;
      const tolerance = (products + 1) * 2 ** -23;
      assertNear(
        dFilter,
        { data: Float32Array.from(expected.dFilter), shape: filterShape },
        tolerance,
        'dFilter',
      );
      const [again] = await one.run('DepthwiseConv2dNativeBackpropFilter', { x, dy }, attrs);
      assertSameBits(dFilter, again, '1 and 2 threads');
    });
  }
});
