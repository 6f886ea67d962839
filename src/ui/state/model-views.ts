import type {
  DatasetInfo,
  EncodedSplit,
  Evaluation,
  PcaBaseline,
  ProjectionOptions,
  Reconstructions,
  SplitName,
  TrainingClient,
} from '../../workers/index.ts';
import { MapController } from './map-controller.ts';
import { nextTask } from './next-task.ts';
import type { NoticeBoard } from './notice-board.ts';

export type ProjectSplitOptions = Partial<ProjectionOptions> & { split?: SplitName; limit?: number };

/** Images of a split in the plane; rows go together. */
export interface ProjectedSplit {
  /** count × 2. */
  points: Float32Array;
  labels: Uint8Array;
  /** Position of each image in its file. */
  indices: Uint32Array;
  /** count × latentDim. */
  latents: Float32Array;
}

export interface ModelViewsOptions {
  baseUrl: string;
  client: TrainingClient;
  notices: NoticeBoard;
  onChange: () => void;
  /** A layout of the map is complete. */
  onLayout: (map: MapController) => void;
}

/** Test images on the map. */
const restingCount = 10_000;
/** Of these, shown before training, and while it is to keep up with the training of a slow model: they show the classes. */
const fewCount = 2000;
/** A model is slow where all of the map's images would take longer to encode beside its training. */
const mostEncodeMs = 2500;

/** While training goes on, what is asked of its worker may take a third of the time: every other turn of that is training's. */
const restPerWork = 2;
const leastRestMs = 300;
const firstRestMs = 2000;

/** What is shown of the present model: reconstructions, figures on the test split, and the map. */
export class ModelViews {
  reconstructions: Reconstructions | undefined;
  evaluation: Evaluation | undefined;
  pcaBaseline: PcaBaseline | undefined;
  /** Pairs in the grid. */
  count = 3;
  readonly map: MapController;
  private readonly options: ModelViewsOptions;
  /** Tells answers about an earlier model from those about the present one. */
  private modelCount = 0;
  private dueMs = Infinity;
  /** Images on the map while training goes on. */
  private movingCount = fewCount;

  constructor(options: ModelViewsOptions) {
    this.options = options;
    this.map = new MapController(options.baseUrl, options.onChange);
  }

  /** A new model: what the last one made is no longer true. */
  showUntrained(info: DatasetInfo): void {
    this.evaluation = undefined;
    this.modelCount++;
    this.movingCount = fewCount;
    this.map.renew();
    this.inBackground(async () => {
      const { client, onChange } = this.options;
      // The map first: it is what a visitor looks at, and it is there within a second.
      const plane = await this.current(client.call('pixelPlane', 'test', fewCount));
      // Taking in some megabytes is one task, drawing them another.
      await this.current(nextTask());
      this.map.showPixels(plane, info);
      await this.showReconstructions();
      // Of a table with gaps, PCA would take what is missing for the mean.
      this.pcaBaseline = undefined;
      if (!info.table) {
        this.pcaBaseline = await this.current(client.call('pcaBaseline'));
        // Now there is a row of PCA's to show.
        await this.showReconstructions();
      }
      await this.current(nextTask());
      onChange();
      // All images are copied for it.
      await this.current(nextTask());
      await this.map.describePixels();
    });
  }

  /** Training begins: there is nothing new to see for a while. */
  showLater(): void {
    this.dueMs = performance.now() + firstRestMs;
  }

  /** The end of an epoch brings reconstructions with it. */
  showEpoch(reconstructions: Reconstructions): void {
    this.reconstructions = reconstructions;
    this.evaluation = undefined;
  }

  /** While training goes on, within long epochs too: as often as it can be afforded. */
  showProgress(info: DatasetInfo, seed: number): void {
    if (performance.now() < this.dueMs) return;
    this.dueMs = Infinity;
    this.inBackground(async () => {
      const startMs = performance.now();
      let askedMs = startMs;
      try {
        await this.showReconstructions();
        const encodeStartMs = performance.now();
        const encoded = await this.encode(this.movingCount);
        askedMs = performance.now();
        this.movingCount = chooseCount(encoded.indices.length, askedMs - encodeStartMs);
        await this.showMap(encoded, info, seed);
      } finally {
        const restedMs = askedMs + restPerWork * (askedMs - startMs);
        this.dueMs = Math.max(performance.now() + leastRestMs, restedMs);
      }
    });
  }

  /** Training has come to rest: everything is brought up to date. */
  showResult(info: DatasetInfo, seed: number): void {
    this.inBackground(async () => {
      await this.showReconstructions();
      this.evaluation = await this.current(this.options.client.call('evaluate', 'test'));
      this.options.onChange();
      await this.showMap(await this.encode(restingCount), info, seed);
    });
  }

  async showReconstructions(count = this.count): Promise<void> {
    this.count = count;
    const model = this.modelCount;
    const reconstructions = await this.options.client.call('reconstructSplit', 'test', { count });
    if (model !== this.modelCount) return;
    this.reconstructions = reconstructions;
    this.options.onChange();
  }

  /** Encodes images of a split and lays them out, leaving the map as it is. */
  async project(
    split: SplitName,
    limit: number | undefined,
    options: ProjectionOptions,
  ): Promise<ProjectedSplit> {
    const encoded = await this.options.client.call('encodeSplit', split, limit);
    const { points } = await this.map.projectAside(encoded, options);
    const { labels, indices, latents } = encoded;
    return { points, labels, indices, latents };
  }

  terminate(): void {
    this.map.terminate();
  }

  private async encode(count: number): Promise<EncodedSplit> {
    const encoded = await this.current(this.options.client.call('encodeSplit', 'test', count));
    await this.current(nextTask());
    return encoded;
  }

  private async showMap(encoded: EncodedSplit, info: DatasetInfo, seed: number): Promise<void> {
    if (await this.map.showLatents(encoded, info, seed)) this.options.onLayout(this.map);
  }

  /** An answer about the present model. One that comes after it was replaced ends the task in the background that asked. */
  private async current<Answer>(question: Promise<Answer>): Promise<Answer> {
    const model = this.modelCount;
    const answer = await question;
    if (model !== this.modelCount)
      throw new Error('Expected the same model as when asked, but found another');
    return answer;
  }

  /** Views are extras: what fails in one is shown, and stops nothing. What asked of an earlier model may well fail. */
  private inBackground(task: () => Promise<void>): void {
    const model = this.modelCount;
    task().catch((error: unknown) => {
      if (model === this.modelCount) this.options.notices.report(error);
    });
  }
}

/** All of the map's images where that is quick, by the time that `count` of them took; what is chosen is given up late. */
function chooseCount(count: number, encodeMs: number): number {
  const limitMs = mostEncodeMs * (count > fewCount ? 2 : 1);
  return (encodeMs * restingCount) / Math.max(1, count) <= limitMs ? restingCount : fewCount;
}
