import {
  ProjectionClient,
  type DatasetInfo,
  type EncodedSplit,
  type NearestRows,
  type PixelPlane,
  type PlacedPoints,
  type ProjectionMethod,
  type ProjectionOptions,
  type ProjectionResult,
  type SplitImages,
  type Vectors,
} from '../../workers/index.ts';
import { continuePoints, keepImages } from './continue-map.ts';
import type { MapData } from './map-data.ts';
import type { Colouring, MapSettings } from './map-settings.ts';

/** The same list each time, so that a view that is given it knows that nothing is new. */
const methodsFor: Record<'pixels' | 'plane' | 'latents', readonly ProjectionMethod[]> = {
  pixels: ['pca'],
  plane: ['latent', 'pca'],
  latents: ['umap', 'pca', 'dims'],
};

/** What the latent map shows, and the projection worker that lays it out. */
export class MapController {
  data: MapData | undefined;
  /** What the next layout is made by; `latent` in place of `umap` where the latent space is a plane. */
  method: ProjectionMethod = 'umap';
  colouring: Colouring = 'label';
  /** Of the method `dims`. */
  dimensions: [x: number, y: number] = [0, 1];
  pointSize = 1;
  private readonly baseUrl: string;
  private readonly projection: ProjectionClient;
  private readonly onChange: () => void;
  private readonly asides = new Map<string, ProjectionClient>();
  private encoded: { split: EncodedSplit; info: DatasetInfo; seed: number } | undefined;
  private last: { method: ProjectionMethod; points: Float32Array; indices: Uint32Array } | undefined;
  /** What the shown layout is of. */
  private laidOut: EncodedSplit | undefined;
  private besideTraining = false;

  /** @param onChange called whenever `data` has been replaced. */
  constructor(baseUrl: string, onChange: () => void) {
    this.baseUrl = baseUrl;
    this.projection = new ProjectionClient(baseUrl);
    this.onChange = onChange;
  }

  /** The projections that there are for what is shown. */
  get methods(): readonly ProjectionMethod[] {
    if (!this.encoded) return methodsFor.pixels;
    return this.encoded.split.latentDim === 2 ? methodsFor.plane : methodsFor.latents;
  }

  /** A new model: what the last one made is no longer true. */
  renew(): void {
    this.encoded = undefined;
    this.laidOut = undefined;
    this.last = undefined;
    void this.projection.cancel().catch(() => undefined);
  }

  /** While a network is trained on the same cores, the map takes no more than half of one. */
  setBesideTraining(besideTraining: boolean): void {
    this.besideTraining = besideTraining;
    void this.projection.setBesideTraining(besideTraining).catch(() => undefined);
  }

  /** Before any training: the pixels themselves on their first two principal components. */
  showPixels(plane: PixelPlane, info: DatasetInfo): void {
    if (this.encoded) return;
    this.show({
      ...describeImages(plane, info),
      points: plane.points,
      title: 'Test images before training: PCA of the pixels',
      method: 'pca',
      explained: plane.explained,
    });
  }

  /** Adds to a map of pixels what its points are near to. */
  async describePixels(): Promise<void> {
    const { data } = this;
    if (!data || data.latents || data.neighbours || data.indices.length < 2) return;
    const pixels = { data: data.images, shape: shapeOf(data, data.images) };
    const neighbours = await this.projection.describeNeighbours(pixels, data.points);
    if (this.data === data) this.show({ ...data, neighbours });
  }

  /** Lays out what the model made of the images; resolves once the layout is done or a newer one has begun. */
  async showLatents(split: EncodedSplit, info: DatasetInfo, seed: number): Promise<boolean> {
    this.encoded = {
      split: keepImages(split, this.encoded?.info === info ? this.encoded.split : undefined),
      info,
      seed,
    };
    return this.layOut();
  }

  /** Changes the projection; the pixels before training have PCA only. */
  async setMethod(method: ProjectionMethod, dimensions = this.dimensions): Promise<boolean> {
    this.method = method;
    this.dimensions = dimensions;
    this.onChange();
    return this.layOut();
  }

  /** Changes how points are drawn, not where. */
  dress(changes: Partial<Pick<MapSettings, 'colouring' | 'pointSize'>>): void {
    Object.assign(this, changes);
    this.onChange();
  }

  /** Ends a UMAP under way; the layout stays as it then is. */
  async stopLayout(): Promise<void> {
    await this.projection.stop();
  }

  /** Where new latent vectors lie in the standing map, and which rows of it they are near to. */
  placePoints(latents: Vectors): Promise<PlacedPoints> {
    return this.projection.placePoints(latents);
  }

  /** The exact nearest among `references` of each of `queries`, or of each reference among the others. */
  findNearest(references: Vectors, k: number, queries?: Vectors): Promise<NearestRows> {
    return this.aside('search').findNearest(references, k, queries);
  }

  /** Vectors laid out in line with an earlier layout of the same images, beside the map; count × 2. */
  async layOutFrame(latents: Vectors, seed: number, start?: Float32Array): Promise<Float32Array> {
    const method = latents.shape[1] === 2 ? 'latent' : this.method;
    const { dimensions, besideTraining } = this;
    const options = { method, dimensions, seed, besideTraining, ...(start && { start }) };
    return (await this.aside('frames').project(latents, options)).points;
  }

  /** A projection beside the map, in a worker of its own, so that neither ends the other. */
  async projectAside(split: EncodedSplit, options: ProjectionOptions): Promise<ProjectionResult> {
    const aside = new ProjectionClient(this.baseUrl);
    try {
      const latents: Vectors = { data: split.latents, shape: shapeOf(split, split.latents) };
      return await aside.project(latents, { besideTraining: this.besideTraining, ...options });
    } finally {
      aside.terminate();
    }
  }

  terminate(): void {
    this.projection.terminate();
    for (const client of this.asides.values()) client.terminate();
    this.asides.clear();
  }

  private aside(name: string): ProjectionClient {
    let client = this.asides.get(name);
    if (!client) this.asides.set(name, (client = new ProjectionClient(this.baseUrl)));
    return client;
  }

  private async layOut(): Promise<boolean> {
    if (!this.encoded) return false;
    const { split, seed } = this.encoded;
    // A model before this one may have had more dimensions.
    if (Math.max(...this.dimensions) >= split.latentDim) this.dimensions = [0, 1];
    const { dimensions, besideTraining, last } = this;
    const isPlane = split.latentDim === 2 && (this.method === 'umap' || this.method === 'dims');
    const method = isPlane ? 'latent' : this.method;
    const latents: Vectors = { data: split.latents, shape: shapeOf(split, split.latents) };
    if (split.indices.length < 2) {
      // One image is near to nothing.
      this.showLayout(split, method, new Float32Array(2 * split.indices.length), {});
      return true;
    }
    const start = last?.method === method ? continuePoints(last, split.indices) : undefined;
    const options = { method, dimensions, seed, besideTraining, ...(start && { start }) };
    const before = this.laidOut;
    let settled: Pick<MapData, 'neighbours' | 'stopped' | 'explained'> | undefined;
    try {
      const result = await this.projection.project(latents, options, (event) => {
        if (event.type !== 'layout') return;
        // Until this layout begins the one before moves on, maybe of fewer images.
        const isOurs = event.points.length === 2 * split.indices.length;
        if (isOurs || before)
          this.showLayout(isOurs ? split : before!, method, event.points, settled ?? { progress: event });
      });
      this.last = { method, points: result.points, indices: split.indices };
      const { explained, neighbours, stopped } = result;
      settled = { neighbours, stopped, ...(explained && { explained }) };
      this.showLayout(split, method, result.points, settled);
      return true;
    } catch (error) {
      // A newer layout took this one's place.
      if ((error as Error).name === 'AbortError') return false;
      throw error;
    }
  }

  private showLayout(
    split: EncodedSplit,
    method: ProjectionMethod,
    points: Float32Array,
    more: Pick<MapData, 'progress' | 'neighbours' | 'stopped' | 'explained'>,
  ): void {
    if (!this.encoded) return;
    const { info } = this.encoded;
    this.laidOut = split;
    const { latentDim, latents, reconstructions, rmse, predictions } = split;
    const { progress, ...rest } = more;
    this.show({
      ...describeImages(split, info),
      ...{ points, method, latents, latentDim, reconstructions, rmse, ...rest },
      ...(predictions && { predictions }),
      title: describeLayout(method, latentDim, this.dimensions, info.table ? 'rows' : 'images'),
      dimensions: this.dimensions,
      ...(progress && { progress: { done: progress.done, total: progress.total } }),
    });
  }

  private show(data: MapData): void {
    this.data = data;
    this.onChange();
  }
}

function describeLayout(
  method: ProjectionMethod,
  latentDim: number,
  [x, y]: [number, number],
  unit: 'images' | 'rows',
): string {
  if (method === 'latent') return `Test ${unit} in the latent plane itself`;
  const projection = method === 'dims' ? `dimensions ${x + 1} and ${y + 1}` : method.toUpperCase();
  return `Test ${unit} by ${latentDim}-d latent vector: ${projection}`;
}

function shapeOf({ indices }: Pick<SplitImages, 'indices'>, values: { length: number }): [number, number] {
  return [indices.length, values.length / indices.length];
}

function describeImages(images: SplitImages, info: DatasetInfo) {
  return {
    labels: info.hasLabels ? images.labels : new Uint8Array(0),
    indices: images.indices,
    images: images.images,
    classNames: info.classNames,
    imageShape: info.imageShape,
  };
}
