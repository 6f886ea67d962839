import { encode } from 'fast-png';
import { strToU8, zipSync } from 'fflate';
import { latentsOf, nameClass, type LatentTable } from './latent-table.ts';

/** The images that go with a table of codes: count × height × width × channels, 0–255. */
export interface TableImages {
  images: Uint8Array;
  imageShape: [height: number, width: number, channels: number];
}

/** The Embedding Projector reads no larger sprite. */
const LARGEST_SPRITE = 8192;

/**
 * A zip for TensorFlow's Embedding Projector: vectors.tsv (codes, no header), metadata.tsv (index, label, rmse),
 * sprite.png (the images, row by row in a square) and config.json, which names them.
 * @throws RangeError where the images do not fit into the largest sprite
 */
export function writeProjectorBundle(table: LatentTable, { images, imageShape }: TableImages): Uint8Array {
  const [height, width, channels] = imageShape;
  const count = table.indices.length;
  const side = Math.ceil(Math.sqrt(count));
  if (side * Math.max(height, width) > LARGEST_SPRITE) {
    const most = Math.floor(LARGEST_SPRITE / Math.max(height, width)) ** 2;
    throw new RangeError(
      `images: expected at most ${most} of ${height} × ${width} for a sprite, found ${count}`,
    );
  }
  const vectors = Array.from(table.indices, (_, row) => latentsOf(table, row).join('\t'));
  const metadata = Array.from(
    table.indices,
    (index, row) => `${index}\t${nameClass(table, row)}\t${table.rmse[row]}`,
  );
  const config = {
    embeddings: [
      {
        tensorName: 'Latent vectors',
        tensorShape: [count, table.latentDim],
        tensorPath: 'vectors.tsv',
        metadataPath: 'metadata.tsv',
        sprite: { imagePath: 'sprite.png', singleImageDim: [width, height] },
      },
    ],
  };
  return zipSync({
    'vectors.tsv': strToU8(`${vectors.join('\n')}\n`),
    'metadata.tsv': strToU8(`${['index\tlabel\trmse', ...metadata].join('\n')}\n`),
    'sprite.png': [
      encode({
        width: side * width,
        height: side * height,
        channels,
        depth: 8,
        data: layOut(images, imageShape, side),
      }),
      { level: 0 },
    ],
    'config.json': strToU8(JSON.stringify(config, null, 2)),
  });
}

/** Images beside and under each other, `side` in a row; places left over stay black. */
function layOut(
  images: Uint8Array,
  [height, width, channels]: TableImages['imageShape'],
  side: number,
): Uint8Array {
  const line = width * channels;
  const sprite = new Uint8Array(side * height * side * line);
  for (let at = 0; at * height * line < images.length; at++) {
    const [row, column] = [Math.floor(at / side), at % side];
    for (let y = 0; y < height; y++) {
      const from = (at * height + y) * line;
      sprite.set(images.subarray(from, from + line), ((row * height + y) * side + column) * line);
    }
  }
  return sprite;
}
