/** umap-js as it comes, for comparison: told vectors, it says how long its neighbour search and its epochs took. */
import { UMAP } from 'umap-js';
import { RandomSequence } from '../../src/engine/random.ts';

self.onmessage = ({
  data: { data, dimensions },
}: MessageEvent<{ data: Float32Array; dimensions: number }>) => {
  const random = new RandomSequence(0, 'projection');
  const rows = Array.from({ length: data.length / dimensions }, (_, row) => [
    ...data.subarray(row * dimensions, (row + 1) * dimensions),
  ]);
  const umap = new UMAP({ nEpochs: 200, random: () => random.uniform() });
  const startMs = performance.now();
  umap.initializeFit(rows);
  const preparedMs = performance.now();
  for (let epoch = 0; epoch < 200; epoch++) umap.step();
  const points = Float32Array.from(umap.getEmbedding().flat());
  self.postMessage({ prepareMs: preparedMs - startMs, epochsMs: performance.now() - preparedMs, points });
};
