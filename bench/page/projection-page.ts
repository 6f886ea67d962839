/** The page's side of the projection's benchmark: the workers as the product starts them, from dist/. */
import {
  ProjectionClient,
  TrainingClient,
  type ProjectionApi,
  type ProjectionOptions,
  type Vectors,
  type WorkerEvent,
} from '../../src/workers/index.ts';
import { WorkerClient } from '../../src/workers/worker-client.ts';

const baseUrl = new URL('/dist/', location.href).href;
const layoutOptions: ProjectionOptions = { method: 'umap', seed: 0, epochs: 200 };

let training: TrainingClient;
let imagesTrained = 0;
let codes: Vectors;
let labels: Uint8Array;
let projection: WorkerClient<ProjectionApi>;

function countImages(event: WorkerEvent): void {
  if (event.type === 'batch-end') {
    const { epoch, batches, batch } = event.progress;
    imagesTrained = (epoch * batches + batch) * 128;
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Codes of 54,000 training and 6,000 test images. */
let manyCodes: Vectors;

const bench = {
  /** Trains `compact` and keeps its codes of the 10,000 test images and of 60,000 in all. */
  async prepare(epochs: number): Promise<{ testRmse: number }> {
    const events = {
      onEvent: countImages,
      onFailure: (error: Error) => console.error(error.message),
    };
    training = new TrainingClient({ baseUrl, storageKey: 'bench' }, events);
    await training.start();
    await training.call('loadDataset', 'mnist', 0);
    await training.call('createModel', 'compact', {
      epochs: 1000,
      batchSize: 128,
      learningRate: 0.002,
      seed: 0,
    });
    await training.call('train', { epochs });
    const test = await training.call('encodeSplit', 'test');
    const train = await training.call('encodeSplit', 'train', 60_000 - 6_000);
    const { latentDim } = test;
    codes = { data: test.latents, shape: [test.indices.length, latentDim] };
    labels = test.labels;
    const data = new Float32Array(60_000 * latentDim);
    data.set(train.latents);
    data.set(test.latents.subarray(0, data.length - train.latents.length), train.latents.length);
    manyCodes = { data, shape: [60_000, latentDim] };
    return { testRmse: (await training.call('evaluate', 'test')).rmse };
  },

  async startProjection(threads: number): Promise<void> {
    projection?.terminate();
    projection = new WorkerClient<ProjectionApi>(`${baseUrl}projection.worker.js`, 'projection', (error) =>
      console.error(error.message),
    );
    await projection.call('start', { baseUrl, threads });
  },

  /** Milliseconds of each search for the 15 nearest others. */
  async findNearest(isMany: boolean, count: number): Promise<number[]> {
    const times = [];
    for (let i = 0; i < count; i++) {
      const startMs = performance.now();
      await projection.call('findNearest', isMany ? manyCodes : codes, 15);
      times.push(performance.now() - startMs);
    }
    return times;
  },

  /** Milliseconds of each whole layout, neighbours and their description included. */
  async project(isMany: boolean, count: number): Promise<number[]> {
    const times = [];
    for (let i = 0; i < count; i++) {
      const startMs = performance.now();
      await projection.call('project', isMany ? manyCodes : codes, layoutOptions);
      times.push(performance.now() - startMs);
    }
    return times;
  },

  /** A layout, to be judged and compared. */
  async layOut(): Promise<{ points: number[]; trust: number }> {
    const { points, neighbours } = await projection.call('project', codes, layoutOptions);
    const trust = neighbours.trust.reduce((sum, value) => sum + value, 0) / neighbours.trust.length;
    return { points: [...points], trust };
  },

  /** Share of true neighbours found, by comparing `queries` points with all others in double precision. */
  async measureRecall(queries: number): Promise<number> {
    const { k, rows } = await projection.call('findNearest', codes, 15);
    const [count, size] = codes.shape;
    let found = 0;
    for (let i = 0; i < queries; i++) {
      const query = Math.floor((i * count) / queries);
      const distances = Float64Array.from({ length: count }, (_, row) => {
        let sum = row === query ? Infinity : 0;
        for (let d = 0; d < size; d++)
          sum += (codes.data[query * size + d] - codes.data[row * size + d]) ** 2;
        return sum;
      });
      const order = Uint32Array.from(distances.keys()).sort((a, b) => distances[a] - distances[b] || a - b);
      const own = rows.subarray(query * k, (query + 1) * k);
      for (const row of order.subarray(0, k)) if (own.includes(row)) found++;
    }
    return found / (queries * k);
  },

  codes: (): { data: number[]; labels: number[]; dimensions: number } => ({
    data: [...codes.data],
    labels: [...labels],
    dimensions: codes.shape[1],
  }),

  /**
   * Images trained a second, alone and while layouts of `count` codes run one after the other, each from the one
   * before, in turns; and the longest that the map stood still meanwhile.
   */
  async trainBeside(
    count: number,
    { rounds, roundMs }: { rounds: number; roundMs: number },
  ): Promise<{ alone: number[]; beside: number[]; longestGapMs: number }> {
    const client = new ProjectionClient(baseUrl);
    const few: Vectors = {
      data: codes.data.slice(0, count * codes.shape[1]),
      shape: [count, codes.shape[1]],
    };
    let { points: start } = await client.project(few, { ...layoutOptions, epochs: 5 });
    void training.call('train', { epochs: 500 }).catch(() => undefined);
    await sleep(2000);
    const rates = { alone: [] as number[], beside: [] as number[] };
    let longestGapMs = 0;
    for (let round = 0; round < rounds; round++) {
      rates.alone.push(await measureRate(roundMs));
      let isOver = false;
      let shownMs = performance.now();
      const show = () => {
        longestGapMs = Math.max(longestGapMs, performance.now() - shownMs);
        shownMs = performance.now();
      };
      const layouts = (async () => {
        while (!isOver) {
          const options: ProjectionOptions = { method: 'umap', seed: 0, start, besideTraining: true };
          const result = await client
            .project(few, options, (event) => {
              // The start is what was there already.
              if (event.type === 'layout' && event.done > 0) show();
            })
            .catch(() => undefined);
          if (result) start = result.points;
        }
      })();
      rates.beside.push(await measureRate(roundMs));
      isOver = true;
      await client.cancel();
      await layouts;
    }
    await training.call('stop');
    client.terminate();
    return { ...rates, longestGapMs };
  },
};

async function measureRate(ms: number): Promise<number> {
  const [images, startMs] = [imagesTrained, performance.now()];
  await sleep(ms);
  return ((imagesTrained - images) * 1000) / (performance.now() - startMs);
}

export type ProjectionBench = typeof bench;
Object.assign(globalThis, { projectionBench: bench });
