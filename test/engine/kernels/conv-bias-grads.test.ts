import { convGeometryOf, type ConvAttributes } from '../../../src/engine/kernels/conv-geometry.ts';
import { conv2dBackpropFilterReference } from '../../../src/engine/kernels/reference/conv2d-backprop-filter.ts';
import { conv2dBackpropInputReference } from '../../../src/engine/kernels/reference/conv2d-backprop-input.ts';
import { sumReference } from '../../../src/engine/kernels/reference/sums.ts';
import { useLabs, type Values } from '../../helpers/kernel-lab.ts';
import { assertNear, assertSameBits, randomValues, sizeOf } from '../../helpers/values.ts';

const attributes = (pad: ConvAttributes['pad']): ConvAttributes => ({
  ...{ strides: [1, 1], dilations: [1, 1], dataFormat: 'NHWC', pad },
  dimRoundingMode: typeof pad === 'number' ? 'floor' : undefined,
});

/** Random x, dy and filter of a convolution, y after its ReLU, and the gradients in double precision. */
function prepare(x: number[], filter: number[], pad: ConvAttributes['pad']) {
  const attrs = attributes(pad);
  const g = convGeometryOf(x, filter, attrs);
  const shape = [g.batch, g.outHeight, g.outWidth, g.outChannels];
  const values = {
    ...{ x: randomValues(x, 1), filter: randomValues(filter, 2), dy: randomValues(shape, 3) },
    y: randomValues(shape, 4),
  };
  const y = { shape, data: (values.y.data as Float32Array).map((value) => Math.max(0, value)) };
  const masked = (values.dy.data as Float32Array).map((value, i) => (y.data[i] > 0 ? value : 0));
  const reference = (dy: Float32Array): { dFilter: Values; dBias: Values; dx: Values } => {
    const [xs, filters] = [values.x.data, values.filter.data] as Float32Array[];
    const sums = sumReference(dy, [dy.length / g.outChannels, g.outChannels], [0]);
    return {
      dFilter: { shape: filter, data: Float32Array.from(conv2dBackpropFilterReference(g, xs, dy)) },
      dBias: { shape: [g.outChannels], data: Float32Array.from(sums) },
      dx: { shape: x, data: Float32Array.from(conv2dBackpropInputReference(g, dy, filters)) },
    };
  };
  return { attrs, ...values, y, masked, reference, count: sizeOf(shape) / g.outChannels };
}

const tolerance = (terms: number): number => 2 ** -20 * terms ** 0.75;

suite('gradients of a convolution and its bias', () => {
  const labs = useLabs();

  // By Winograd (channels in panels of eight and not) and as a product.
  for (const [x, filter, pad] of [
    [[9, 14, 14, 16], [3, 3, 16, 20], 'same'],
    [[40, 12, 10, 32], [3, 3, 32, 24], 'valid'],
    [[5, 7, 9, 3], [3, 3, 3, 5], 'same'],
    [[4, 6, 6, 8], [1, 1, 8, 1], 'same'],
  ] as [number[], number[], 'same' | 'valid'][]) {
    test(`filter and bias for x=[${x.join()}] f=[${filter.join()}] ${pad}`, async () => {
      const { attrs, dy, count, reference, ...values } = prepare(x, filter, pad);
      const inputs = { x: values.x, dy };
      const both = { ...attrs, filterShape: filter };
      const [dFilter, dBias] = await labs.two.run('AeConvFilterBiasGrad', inputs, both);
      const expected = reference(dy.data as Float32Array);
      // Winograd's transforms enlarge rounding errors.
      assertNear(dFilter, expected.dFilter, 8 * tolerance(count), 'dFilter');
      assertNear(dBias, expected.dBias, tolerance(count), 'dBias');
      const again = await labs.one.run('AeConvFilterBiasGrad', inputs, both);
      assertSameBits(dFilter, again[0], 'dFilter');
      assertSameBits(dBias, again[1], 'dBias');
    });
  }

  for (const [x, channels, pad] of [
    [[3, 28, 28, 1], 64, 'same'],
    [[2, 5, 7, 1], 3, 'same'],
    [[1, 9, 8, 1], 13, 'valid'],
    [[4, 4, 3, 1], 6, 2],
    [[2, 3, 3, 1], 1, 'same'],
  ] as [number[], number, 'same' | 'valid' | number][]) {
    test(`one channel to ${channels}, x=[${x.join()}] ${pad}`, async () => {
      const filterShape = [3, 3, 1, channels];
      const { attrs, dy, y, masked, count, reference, ...values } = prepare(x, filterShape, pad);
      const { dFilter, dBias, dx } = reference(masked);
      const sums = { x: values.x, dy, y };
      const actual = await labs.two.run('AeThinConvFilterGrad', sums, { ...attrs, filterShape });
      assertNear(actual[0], dFilter, tolerance(count), 'dFilter');
      assertNear(actual[1], dBias, tolerance(count), 'dBias');
      const again = await labs.one.run('AeThinConvFilterGrad', sums, { ...attrs, filterShape });
      assertSameBits(actual[0], again[0], 'dFilter');
      assertSameBits(actual[1], again[1], 'dBias');

      const inputs = { dy, y, filter: values.filter };
      const [input] = await labs.two.run('AeThinConvInputGrad', inputs, { ...attrs, inputShape: x });
      assertNear(input, dx, tolerance(9 * channels), 'dx');
      const [same] = await labs.one.run('AeThinConvInputGrad', inputs, { ...attrs, inputShape: x });
      assertSameBits(input, same, 'dx');
    });
  }
});
