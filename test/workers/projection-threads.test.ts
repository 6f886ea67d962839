import { assert } from '@open-wc/testing';
import type { ProjectionApi, Vectors } from '../../src/workers/boundary-types.ts';
import { WorkerClient } from '../../src/workers/worker-client.ts';
import { createClusters } from '../helpers/clusters.ts';

const baseUrl = new URL('/dist/', location.href).href;
const latents: Vectors = { data: createClusters(700, 49, 10), shape: [700, 49] };

async function projectWith(threads: number): Promise<string[]> {
  const client = new WorkerClient<ProjectionApi>(`${baseUrl}projection.worker.js`, 'projection', (error) =>
    assert.fail(error.message),
  );
  await client.call('start', { baseUrl, threads });
  const { points, neighbours } = await client.call('project', latents, {
    method: 'umap',
    seed: 0,
    epochs: 50,
  });
  const { distances } = await client.call('findNearest', latents, 5);
  client.terminate();
  return [points, neighbours.latentRows, neighbours.latentDistances, distances].map((values) =>
    values.join(),
  );
}

suite('the projection worker', () => {
  test('gives the same points and neighbours with 1 and 2 threads, bit for bit', async () => {
    const one = await projectWith(1);
    assert.isNotEmpty(one[0]);
    assert.deepEqual(await projectWith(2), one);
  });
});
