import { assert } from '@open-wc/testing';
import { decode } from 'fast-png';
import { strFromU8, unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import {
  writeCsv,
  writeNpy,
  writeNpz,
  writeParquet,
  writeProjectorBundle,
  writeSafetensors,
  type LatentTable,
} from '../../../src/engine/exports/index.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

const count = 10;
const random = new RandomSequence(0, 'test');
const table: LatentTable = {
  latents: Float32Array.from({ length: count * 3 }, () => random.normal()),
  latentDim: 3,
  indices: Uint32Array.from({ length: count }, (_, i) => 7 * i),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
  classNames: ['zero', 'one, or "I"', 'two'],
  rmse: Float32Array.from({ length: count }, () => random.uniform()),
};
const { labels: _labels, ...unlabelled } = table;

/** A reader of NumPy's format by its specification. */
function readNpy(file: Uint8Array): { header: string; values: Float32Array | Uint32Array | Uint8Array } {
  assert.deepEqual([...file.subarray(0, 8)], [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const length = new DataView(file.buffer, file.byteOffset).getUint16(8, true);
  assert.equal((10 + length) % 64, 0);
  const header = strFromU8(file.subarray(10, 10 + length));
  assert.isTrue(header.endsWith('\n'));
  const body = file.slice(10 + length).buffer;
  const type = /'descr': '(..+?)'/.exec(header)![1];
  const values =
    type === '<f4' ? new Float32Array(body) : type === '<u4' ? new Uint32Array(body) : new Uint8Array(body);
  return { header, values };
}

suite('writeCsv()', () => {
  test('has a header and a row for each image, with fields quoted that need it', () => {
    const lines = strFromU8(writeCsv(table)).split('\r\n');
    assert.equal(lines[0], 'index,label,rmse,z0,z1,z2');
    assert.lengthOf(lines, count + 2);
    assert.isTrue(lines[2].startsWith('7,"one, or ""I""",'));
    const numbers = lines[1].split(',').slice(3).map(Number);
    assert.deepEqual(numbers.map(Math.fround), [...table.latents.subarray(0, 3)]);
  });
});

suite('writeNpy() and writeNpz()', () => {
  test('give back types, shapes and values', () => {
    const parts = unzipSync(writeNpz(table));
    assert.sameMembers(Object.keys(parts), ['codes.npy', 'index.npy', 'label.npy', 'error.npy']);
    const codes = readNpy(parts['codes.npy']);
    assert.include(codes.header, "'shape': (10, 3)");
    assert.deepEqual([...codes.values], [...table.latents]);
    assert.deepEqual([...readNpy(parts['index.npy']).values], [...table.indices]);
    assert.deepEqual([...readNpy(parts['label.npy']).values], [...table.labels!]);
    assert.include(readNpy(parts['error.npy']).header, "'shape': (10,)");
    assert.notProperty(unzipSync(writeNpz(unlabelled)), 'label.npy');
  });

  test('write a view of a larger buffer as what it shows', () => {
    const { values } = readNpy(writeNpy(Float32Array.of(1, 2, 3, 4).subarray(1, 3), [2]));
    assert.deepEqual([...values], [2, 3]);
  });
});

suite('writeParquet()', () => {
  test('is read back by hyparquet', async () => {
    const { buffer } = writeParquet(table);
    const rows = await parquetReadObjects({ file: buffer as ArrayBuffer });
    assert.lengthOf(rows, count);
    assert.deepEqual(Object.keys(rows[0]), ['index', 'label', 'rmse', 'z0', 'z1', 'z2']);
    rows.forEach((row, at) => {
      assert.equal(row['index'], table.indices[at]);
      assert.equal(row['label'], table.classNames[table.labels![at]]);
      assert.equal(row['rmse'], table.rmse[at]);
      assert.equal(row['z2'], table.latents[at * 3 + 2]);
    });
    const bare = await parquetReadObjects({ file: writeParquet(unlabelled).buffer as ArrayBuffer });
    assert.notProperty(bare[0], 'label');
  });
});

suite('writeProjectorBundle()', () => {
  const images = Uint8Array.from({ length: count * 6 }, (_, i) => i * 4);

  test('names its parts, and shows image n at place n of the sprite', () => {
    const parts = unzipSync(writeProjectorBundle(table, { images, imageShape: [2, 3, 1] }));
    const { embeddings } = JSON.parse(strFromU8(parts['config.json'])) as {
      embeddings: {
        tensorShape: number[];
        tensorPath: string;
        metadataPath: string;
        sprite: { imagePath: string; singleImageDim: number[] };
      }[];
    };
    const [{ tensorShape, tensorPath, metadataPath, sprite }] = embeddings;
    assert.deepEqual(tensorShape, [count, 3]);
    assert.deepEqual(sprite.singleImageDim, [3, 2]);
    const vectors = strFromU8(parts[tensorPath])
      .trim()
      .split('\n')
      .map((line) => line.split('\t').map(Number));
    assert.deepEqual(vectors.flat().map(Math.fround), [...table.latents]);
    const metadata = strFromU8(parts[metadataPath]).trim().split('\n');
    assert.lengthOf(metadata, count + 1);
    assert.equal(metadata[2].split('\t')[1], 'one, or "I"');
    const png = decode(parts[sprite.imagePath]);
    assert.deepEqual([png.width, png.height, png.channels], [12, 8, 1]);
    // Image 5 lies in the second row, second place; its last pixel is the sixth.
    assert.equal(png.data[(1 * 2 + 1) * 12 + 1 * 3 + 2], images[5 * 6 + 5]);
    assert.equal(png.data[(2 * 2 + 0) * 12 + 3 * 3], 0, 'past the last image');
  });

  test('writes colour', () => {
    const colour = {
      images: Uint8Array.from({ length: count * 12 }, (_, i) => i),
      imageShape: [2, 2, 3] as [2, 2, 3],
    };
    const png = decode(unzipSync(writeProjectorBundle(table, colour))['sprite.png']);
    assert.equal(png.channels, 3);
    assert.deepEqual([...png.data.subarray(6, 9)], [12, 13, 14]);
  });

  test('refuses more than a sprite can hold', () => {
    const large = { images: new Uint8Array(0), imageShape: [4000, 4000, 1] as [4000, 4000, 1] };
    assert.throws(
      () => writeProjectorBundle(table, large),
      RangeError,
      'at most 4 of 4000 × 4000 for a sprite, found 10',
    );
  });
});

suite('writeSafetensors()', () => {
  test('follows the specification: length, JSON, values at their offsets', () => {
    const weights = [
      { name: 'dense/kernel', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
      { name: 'dense/bias', shape: [2], data: Float32Array.of(5, 6) },
    ];
    const file = writeSafetensors(weights, { preset: 'compact' });
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    assert.equal(length % 8, 0);
    const header = JSON.parse(strFromU8(file.subarray(8, 8 + length))) as Record<
      string,
      { dtype: string; shape: number[]; data_offsets: [number, number] }
    >;
    assert.deepEqual<unknown>(header['__metadata__'], { preset: 'compact' });
    const {
      dtype,
      shape,
      data_offsets: [begin, end],
    } = header['dense/bias'];
    assert.deepEqual([dtype, shape, end], ['F32', [2], file.length - 8 - length]);
    const body = file.slice(8 + length);
    assert.deepEqual([...new Float32Array(body.buffer, begin, (end - begin) / 4)], [5, 6]);
  });
});
