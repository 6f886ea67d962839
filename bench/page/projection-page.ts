/** The page's side of the projection's benchmark: the workers as the product starts them, from dist/. */
import {
  TrainingClient,
  type DatasetInfo,
  type ProjectionApi,
  type ProjectionOptions,
  type Vectors,
  type WorkerEvent,
} from '../../src/workers/index.ts';
import { ModelViews } from '../../src/ui/state/model-views.ts';
import { NoticeBoard } from '../../src/ui/state/notice-board.ts';
import { WorkerClient } from '../../src/workers/worker-client.ts';

const baseUrl = new URL('/dist/', location.href).href;
const layoutOptions: ProjectionOptions = { method: 'umap', seed: 0, epochs: 200 };

let training: TrainingClient;
let info: DatasetInfo;
/** What the page shows of the model as it is trained; undefined while it trains alone. */
let views: ModelViews | undefined;
let imagesTrained = 0;
let codes: Vectors;
let labels: Uint8Array;
let projection: WorkerClient<ProjectionApi>;

function countImages(event: WorkerEvent): void {
  if (event.type === 'batch-end') {
    const { epoch, batches, batch } = event.progress;
    imagesTrained = (epoch * batches + batch) * 128;
    views?.showProgress(info, 0);
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
    info = await training.call('loadDataset', 'mnist', 0);
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
   * Images trained a second, alone and while the page's map keeps up with the training, in turns; how many images that
   * map shows, and the longest that it stood still.
   */
  async trainBeside({ rounds, roundMs }: { rounds: number; roundMs: number }): Promise<{
    alone: number[];
    beside: number[];
    count: number;
    longestGapMs: number;
  }> {
    let shownMs = Infinity;
    let longestGapMs = 0;
    let points: Float32Array | undefined;
    const { map } = (views = new ModelViews({
      baseUrl,
      client: training,
      notices: new NoticeBoard({
        onChange: () => undefined,
        onError: (error) => console.error(error.message),
      }),
      onChange: () => {
        if (!map.data || map.data.points === points) return;
        ({ points } = map.data);
        const nowMs = performance.now();
        longestGapMs = Math.max(longestGapMs, nowMs - shownMs);
        shownMs = nowMs;
      },
      onLayout: () => undefined,
    }));
    map.setBesideTraining(true);
    void training.call('train', { epochs: 500 }).catch(() => undefined);
    const rates = { alone: [] as number[], beside: [] as number[] };
    const besides = views;
    for (let round = 0; round < rounds; round++) {
      views = undefined;
      await sleep(1000);
      rates.alone.push(await measureRate(roundMs));
      views = besides;
      // Codes, neighbours and the first layout come before a map that moves.
      shownMs = Infinity;
      besides.showLater();
      await sleep(8000);
      rates.beside.push(await measureRate(roundMs));
      map.renew();
    }
    await training.call('stop');
    besides.terminate();
    return { ...rates, count: map.data?.indices.length ?? 0, longestGapMs };
  },
};

async function measureRate(ms: number): Promise<number> {
  const [images, startMs] = [imagesTrained, performance.now()];
  await sleep(ms);
  return ((imagesTrained - images) * 1000) / (performance.now() - startMs);
}

export type ProjectionBench = typeof bench;
Object.assign(globalThis, { projectionBench: bench });
