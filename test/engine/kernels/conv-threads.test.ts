import { KernelLab, useLabs, type Values } from '../../helpers/kernel-lab.ts';
import { createValues } from '../../helpers/kernel-testing.ts';
import { assertSameBits } from '../../helpers/values.ts';

const createTensor = (seed: number, shape: number[]): Values => ({
  data: createValues(seed)(shape.reduce((product, size) => product * size, 1)),
  shape,
});

/** Several chunks and blocks each, so that two threads do share the work. */
const cases: [title: string, kernel: string, inputs: Record<string, Values>, attrs: object][] = [];
const attrs = { strides: [1, 1], dilations: [1, 1], pad: 'same', dataFormat: 'NHWC' };
for (const [way, channels] of [
  ['by Winograd', 16],
  ['as a product', 19],
] as const) {
  const x = createTensor(1, [12, 14, 14, channels]);
  const dy = createTensor(2, [12, 14, 14, 24]);
  const filter = createTensor(3, [3, 3, channels, 24]);
  cases.push(
    [`conv2d() ${way}`, 'Conv2D', { x, filter }, attrs],
    [
      `conv2dBackpropInput() ${way}`,
      'Conv2DBackpropInput',
      { dy, filter },
      { ...attrs, inputShape: x.shape },
    ],
    [
      `conv2dBackpropFilter() ${way}`,
      'Conv2DBackpropFilter',
      { x, dy },
      { ...attrs, filterShape: filter.shape },
    ],
  );
}
const windowed = {
  x: createTensor(8, [40, 14, 14, 16]),
  dy: createTensor(9, [40, 7, 7, 8]),
  filter: createTensor(10, [4, 4, 16, 8]),
};
const halving = { ...attrs, strides: [2, 2] };
cases.push(
  ['conv2d() by windows', 'Conv2D', { x: windowed.x, filter: windowed.filter }, halving],
  [
    'conv2dBackpropInput() by windows',
    'Conv2DBackpropInput',
    { dy: windowed.dy, filter: windowed.filter },
    { ...halving, inputShape: windowed.x.shape },
  ],
  [
    'conv2dBackpropFilter() by windows',
    'Conv2DBackpropFilter',
    { x: windowed.x, dy: windowed.dy },
    { ...halving, filterShape: windowed.filter.shape },
  ],
  [
    'conv2dBackpropInput() at stride 2',
    'Conv2DBackpropInput',
    { dy: createTensor(4, [9, 7, 7, 10]), filter: createTensor(5, [4, 4, 6, 10]) },
    { ...attrs, strides: [2, 2], inputShape: [9, 14, 14, 6] },
  ],
  [
    'batchMatMul()',
    'BatchMatMul',
    { a: createTensor(6, [300, 100]), b: createTensor(7, [300, 130]) },
    { transposeA: true, transposeB: false },
  ],
);

suite('convolutions and products on threads', () => {
  const labs = useLabs();
  let four: KernelLab;
  suiteSetup(async () => {
    four = await KernelLab.start({ threads: 4 });
  });
  suiteTeardown(() => four.end());

  for (const [title, kernel, inputs, attributes] of cases)
    test(`${title} gives the same bits with 1, 2 and 4 threads, and again`, async () => {
      const [expected] = await labs.one.run(kernel, inputs, attributes);
      for (let round = 0; round < 3; round++) {
        const [actual] = await labs.two.run(kernel, inputs, attributes);
        assertSameBits(actual, expected, '1 and 2 threads');
        const [ofFour] = await four.run(kernel, inputs, attributes);
        assertSameBits(ofFour, expected, '1 and 4 threads');
      }
    });
});
