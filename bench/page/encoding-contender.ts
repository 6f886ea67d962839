import { startBackend } from '../../src/engine/backend.ts';
import { findPreset } from '../../src/engine/models/index.ts';
import { Inference } from '../../src/engine/training/inference.ts';
import type { Contender, EncodingOptions } from './contender.ts';

/** As the page encodes a split; grey noise for images. */
export async function prepareEncoding({ preset, images, threads }: EncodingOptions): Promise<Contender> {
  await startBackend({ baseUrl: new URL('/dist/', location.href).href, threads });
  const inference = new Inference(findPreset(preset).build([28, 28, 1], 1));
  const data = Uint8Array.from({ length: images * 784 }, (_, pixel) => (pixel * 2654435761) >>> 24);
  return {
    flop: 0,
    run: async () => {
      await inference.encode({ data, shape: [images, 28, 28, 1] });
    },
  };
}
