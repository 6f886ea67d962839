import {
  ProjectionClient,
  type DatasetInfo,
  type EncodedSplit,
  type PixelPlane,
  type ProjectionMethod,
  type ProjectionOptions,
  type ProjectionResult,
  type SplitImages,
} from '../../workers/index.ts';
import type { MapData } from './map-data.ts';

/** What the latent map shows, and the projection worker that lays it out. */
export class MapController {
  data: MapData | undefined;
  method: ProjectionMethod = 'umap';
  private readonly baseUrl: string;
  private readonly projection: ProjectionClient;
  private readonly onChange: () => void;
  private encoded: { split: EncodedSplit; info: DatasetInfo; seed: number } | undefined;

  /** @param onChange called whenever `data` has been replaced. */
  constructor(baseUrl: string, onChange: () => void) {
    this.baseUrl = baseUrl;
    this.projection = new ProjectionClient(baseUrl);
    this.onChange = onChange;
  }

  /** A new model: what the last one made is no longer true. */
  renew(): void {
    this.encoded = undefined;
    void this.projection.cancel().catch(() => undefined);
  }

  /** Before any training: the pixels themselves on their first two principal components. */
  showPixels(plane: PixelPlane, info: DatasetInfo): void {
    if (this.encoded) return;
    this.data = {
      ...describeImages(plane, info),
      points: plane.points,
      title: 'Test images before training: PCA of the pixels',
      method: 'pca',
      explained: plane.explained,
    };
    this.onChange();
  }

  /** Lays out what the model made of the images; resolves once the layout is done or a newer one has begun. */
  async showLatents(split: EncodedSplit, info: DatasetInfo, seed: number): Promise<boolean> {
    this.encoded = { split, info, seed };
    return this.layOut();
  }

  /** Changes the projection; the pixels before training have PCA only. */
  async setMethod(method: ProjectionMethod): Promise<boolean> {
    this.method = method;
    this.onChange();
    return this.layOut();
  }

  /** A projection beside the map, in a worker of its own, so that neither ends the other. */
  async projectAside(split: EncodedSplit, options: ProjectionOptions): Promise<ProjectionResult> {
    const aside = new ProjectionClient(this.baseUrl);
    try {
      return await aside.project(
        { data: split.latents, shape: [split.indices.length, split.latentDim] },
        options,
      );
    } finally {
      aside.terminate();
    }
  }

  terminate(): void {
    this.projection.terminate();
  }

  private async layOut(): Promise<boolean> {
    if (!this.encoded) return false;
    const { split, seed } = this.encoded;
    const { method } = this;
    const latents = {
      data: split.latents,
      shape: [split.indices.length, split.latentDim] as [number, number],
    };
    try {
      const result = await this.projection.project(latents, { method, seed }, ({ points, done, total }) =>
        this.showPoints(points, { done, total }),
      );
      this.showPoints(result.points, undefined, result.explained);
      return true;
    } catch (error) {
      // A newer layout took this one's place.
      if ((error as Error).name === 'AbortError') return false;
      throw error;
    }
  }

  private showPoints(
    points: Float32Array,
    progress: MapData['progress'],
    explained?: [number, number],
  ): void {
    if (!this.encoded) return;
    const { split, info } = this.encoded;
    const projection = this.method === 'umap' ? 'UMAP' : 'PCA';
    this.data = {
      ...describeImages(split, info),
      points,
      title: `Test images by ${split.latentDim}-d latent vector: ${projection}`,
      method: this.method,
      latents: split.latents,
      latentDim: split.latentDim,
      reconstructions: split.reconstructions,
      rmse: split.rmse,
      ...(progress && { progress }),
      ...(explained && { explained }),
    };
    this.onChange();
  }
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
