import { assert } from '@open-wc/testing';
import { UnreadableDataError } from '../../../src/engine/errors.ts';
import { loadDataset } from '../../../src/engine/datasets/index.ts';
import { rejection } from '../../helpers/idx.ts';

const options = { seed: 0, baseUrl: '/', fetcher: (url: string) => fetch(url) };
const load = (text: string) => loadDataset({ table: new Blob([text]) }, options);

function makeTable(rows: number, separator = ','): string {
  const line = (i: number) =>
    [i, i % 4 === 0 ? '' : 2 * i, i % 2 ? 'odd' : 'even, "so"'].map(
      (field) => `"${String(field).replaceAll('"', '""')}"`,
    );
  return [
    'a,b,kind'.split(',').join(separator),
    ...Array.from({ length: rows }, (_, i) => line(i).join(separator)),
  ].join('\r\n');
}

suite('loadDataset({ table })', () => {
  test('standardises columns, masks what is missing, takes a column of text for labels', async () => {
    const dataset = await load(makeTable(40));
    assert.deepEqual(dataset.imageShape, [1, 2, 1]);
    assert.deepEqual(dataset.classNames, ['even, "so"', 'odd']);
    const { table } = dataset.info;
    assert.equal(table!.kind, 'table');
    assert.deepInclude(table!.columns[0], { name: 'a', mean: 19.5, missing: 0 });
    assert.deepInclude(table!.columns[1], { name: 'b', missing: 10 });
    const all = [...dataset.indices('train'), ...dataset.indices('validation'), ...dataset.indices('test')];
    const { mean, deviation } = table!.columns[1];
    const values = dataset.gatherPixels('train', all);
    const mask = dataset.gatherMask('train', all)!;
    all.forEach((row, at) => {
      assert.equal(mask[2 * at + 1], Number(row % 4 !== 0));
      assert.closeTo(values[2 * at + 1], row % 4 === 0 ? 0 : (2 * row - mean) / deviation, 1e-5);
    });
    const squares = all.reduce((sum, _, at) => sum + values[2 * at] ** 2, 0);
    assert.closeTo(squares / 40, 1, 1e-5);
  });

  test('reads semicolons and tabs, and tables without a header', async () => {
    for (const separator of [';', '\t'])
      assert.deepEqual((await load(makeTable(40, separator))).imageShape, [1, 2, 1]);
    const bare = await load(Array.from({ length: 30 }, (_, i) => `${i},${i * i},1`).join('\n'));
    assert.deepEqual(bare.imageShape, [1, 3, 1]);
    assert.isFalse(bare.hasLabels);
    assert.deepInclude(bare.info.table!.columns[2], { name: 'column 3', deviation: 1 });
  });

  test('shows standardised values as grey, 0 in the middle', async () => {
    const dataset = await load(makeTable(40));
    assert.deepEqual([...dataset.show(Float32Array.of(0, 4, -4, 9))], [128, 255, 0, 255]);
  });

  test('refuses what is no table of numbers, and says what it found', async () => {
    const cases: [string, RegExp][] = [
      ['a,b', /at least 2 rows, found 1/],
      ['a,b\n1,2\n3', /2 fields in every row, found 1 in row 3/],
      ['a,b,c\nx,y,1\nz,w,2', /text in one column of labels at most, found text in a, b/],
      ['a\n1\n2', /at least 2 columns of numbers, found 1/],
      [
        'a,b,c\n1,2,x\n3,4,y',
        /labels that several rows share, in c, found a text of its own in each of 2 rows/,
      ],
    ];
    for (const [text, message] of cases) {
      const error = await rejection(load(text));
      assert.instanceOf(error, UnreadableDataError);
      assert.match(error.message, message);
    }
  });
});
