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
import type { NoticeBoard } from './notice-board.ts';

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

/** Test images on the map: enough to show the classes, few enough that UMAP takes seconds. */
const mapCount = 2500;

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

  constructor(options: ModelViewsOptions) {
    this.options = options;
    this.map = new MapController(options.baseUrl, options.onChange);
  }

  /** A new model: what the last one made is no longer true. */
  showUntrained(info: DatasetInfo): void {
    this.evaluation = undefined;
    this.modelCount++;
    this.map.renew();
    this.inBackground(async () => {
      const { client, onChange } = this.options;
      // The map first: it is what a visitor looks at, and it is there within a second.
      this.map.showPixels(await client.call('pixelPlane', 'test', mapCount), info);
      await this.showReconstructions();
      this.pcaBaseline = await client.call('pcaBaseline');
      onChange();
    });
  }

  /** After an epoch while training goes on: the map is laid out anew as often as it can be afforded. */
  showEpoch(reconstructions: Reconstructions, info: DatasetInfo, seed: number): void {
    this.reconstructions = reconstructions;
    this.evaluation = undefined;
    if (this.map.isDue) this.inBackground(() => this.showMap(info, seed));
  }

  /** Training has come to rest: everything is brought up to date. */
  showResult(info: DatasetInfo, seed: number): void {
    this.inBackground(async () => {
      await this.showReconstructions();
      this.evaluation = await this.options.client.call('evaluate', 'test');
      this.options.onChange();
      await this.showMap(info, seed);
    });
  }

  async showReconstructions(count = this.count): Promise<void> {
    this.count = count;
    this.reconstructions = await this.options.client.call('reconstructSplit', 'test', { count });
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

  private async showMap(info: DatasetInfo, seed: number): Promise<void> {
    const model = this.modelCount;
    const encoded: EncodedSplit = await this.options.client.call('encodeSplit', 'test', mapCount);
    if (model !== this.modelCount) return;
    if (await this.map.showLatents(encoded, info, seed)) this.options.onLayout(this.map);
  }

  /** Views are extras: what fails in one is shown, and stops nothing. */
  private inBackground(task: () => Promise<void>): void {
    void this.options.notices.guard(task).catch(() => undefined);
  }
}
