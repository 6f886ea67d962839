import { KernelLab, type Values } from '../../helpers/kernel-lab.ts';
import { assertSameBits, randomValues } from '../../helpers/values.ts';

function integers(shape: number[], seed: number): Values {
  const { data } = randomValues(shape, seed);
  return { data: Int32Array.from(data, (value) => value * 100), shape };
}

function asFloats({ data, shape }: Values): Values {
  return { data: Float32Array.from(data), shape };
}

suite('BatchMatMul of int32', () => {
  let lab: KernelLab;
  suiteSetup(async () => {
    lab = await KernelLab.start({ threads: 1 });
  });
  suiteTeardown(() => lab.end());

  const cases: [number[], number[], boolean, boolean][] = [
    [[3, 4], [4, 5], false, false],
    [[4, 3], [4, 5], true, false],
    [[2, 3, 4], [2, 5, 4], false, true],
    [[2, 4, 3], [1, 5, 4], true, true],
  ];
  for (const [a, b, transposeA, transposeB] of cases) {
    const name = `[${a.join()}]${transposeA ? ' transposed' : ''} × [${b.join()}]${transposeB ? ' transposed' : ''}`;
    test(`equals the product of the same float32 for ${name}`, async () => {
      const inputs = { a: integers(a, 1), b: integers(b, 2) };
      const attrs = { transposeA, transposeB };
      const [c] = await lab.run('BatchMatMul', inputs, attrs);
      // All numbers are below 2^24: float32 is exact.
      const floats = { a: asFloats(inputs.a), b: asFloats(inputs.b) };
      const [expected] = await lab.run('BatchMatMul', floats, attrs);
      assertSameBits(asFloats(c), expected);
    });
  }
});
