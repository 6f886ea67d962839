import { KernelLab, type Values } from '../../helpers/kernel-lab.ts';
import { assertNear, assertSameBits, randomValues, sizeOf } from '../../helpers/values.ts';
import {
  normReluPoolGradReference,
  normReluPoolReference,
  type NormReluPoolCase,
} from '../../../src/engine/kernels/reference/norm-relu-pool.ts';

const shapes: [number, number, number, number][] = [
  [2, 4, 4, 4],
  [3, 5, 7, 3],
  [1, 2, 3, 1],
  [4, 7, 6, 18],
  [16, 14, 14, 33], // several parts
  [2, 3, 3, 1500], // a part is a row
];
const epsilon = 1e-3;
const cases = shapes.flatMap((shape) =>
  ([1, 2] as const).flatMap((pool) =>
    [true, false].map((relu): NormReluPoolCase => ({ shape, pool, relu, epsilon })),
  ),
);

function inputsOf({ shape }: NormReluPoolCase, offset = 0) {
  const x = randomValues(shape, 1);
  const gamma = randomValues([shape[3]], 2); // of either sign: below zero the smallest x wins the pool
  const beta = randomValues([shape[3]], 3);
  return { x: { ...x, data: (x.data as Float32Array).map((value) => value + offset) }, gamma, beta };
}

function values(data: Float64Array, shape: number[]): Values {
  return { data: Float32Array.from(data), shape };
}

suite('AeNormReluPool and its gradient', () => {
  let one: KernelLab;
  let two: KernelLab;
  let plain: KernelLab;
  suiteSetup(async () => {
    one = await KernelLab.start({ threads: 1 });
    two = await KernelLab.start({ threads: 2 });
    plain = await KernelLab.start({ threads: 2, deterministic: true });
  });
  suiteTeardown(() => [one, two, plain].forEach((lab) => lab.end()));

  for (const setting of cases) {
    const { shape, pool, relu } = setting;
    test(`match the reference for x=[${shape.join()}] pool ${pool}${relu ? ' relu' : ''}`, async () => {
      const { x, gamma, beta } = inputsOf(setting);
      const parameters = { x: x.data, gamma: gamma.data, beta: beta.data };
      const expected = normReluPoolReference(setting, parameters);
      const dy = randomValues(expected.yShape, 4);
      const gradients = normReluPoolGradReference(setting, parameters, dy.data);
      const channels = [shape[3]];
      for (const lab of [two, plain]) {
        const [y, mean, variance] = await lab.run('AeNormReluPool', { x, gamma, beta }, setting);
        assertNear(y, values(expected.y, expected.yShape), 1e-5, 'y');
        assertNear(mean, values(expected.mean, channels), 1e-6, 'mean');
        assertNear(variance, values(expected.variance, channels), 1e-6, 'variance');
        const inputs = { dy, x, gamma, beta, mean, variance };
        const [dx, dGamma, dBeta] = await lab.run('AeNormReluPoolGrad', inputs, setting);
        const terms = sizeOf(shape) / shape[3];
        assertNear(dBeta, values(gradients.dBeta, channels), 1e-6 * terms, 'dBeta');
        assertNear(dGamma, values(gradients.dGamma, channels), 4e-6 * terms, 'dGamma');
        assertNear(dx, values(gradients.dx, shape), 3e-5, 'dx');
      }
    });
  }

  test('give the same bits with 1 and 2 threads, inference form included', async () => {
    const setting: NormReluPoolCase = { shape: [16, 15, 14, 33], pool: 2, relu: true, epsilon };
    const inputs = inputsOf(setting);
    const dy = randomValues([16, 7, 7, 33], 4);
    const [first, second] = await Promise.all(
      [one, two].map(async (lab) => {
        const [y, mean, variance] = await lab.run('AeNormReluPool', inputs, setting);
        const gradients = await lab.run('AeNormReluPoolGrad', { dy, ...inputs, mean, variance }, setting);
        const again = await lab.run('AeNormReluPoolInference', { ...inputs, mean, variance }, setting);
        assertSameBits(again[0], y, 'y of the inference form');
        return [y, mean, variance, ...gradients];
      }),
    );
    first.forEach((result, i) => assertSameBits(result, second[i], `output ${i}`));
  });

  test('keep the variance of numbers far from zero', async () => {
    const setting: NormReluPoolCase = { shape: [8, 14, 14, 5], pool: 1, relu: false, epsilon };
    const { x, gamma, beta } = inputsOf(setting, 1000);
    const parameters = { x: x.data, gamma: gamma.data, beta: beta.data };
    const expected = normReluPoolReference(setting, parameters);
    const [y, , variance] = await two.run('AeNormReluPool', { x, gamma, beta }, setting);
    assertNear(variance, values(expected.variance, [5]), 1e-5, 'variance');
    // One rounding of the mean, 3e-5, over a deviation of 0.58.
    assertNear(y, values(expected.y, expected.yShape), 1.5e-4, 'y');
  });
});
