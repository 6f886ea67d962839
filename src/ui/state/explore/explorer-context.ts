import type { ImageArray, PlacedPoints } from '../../../workers/index.ts';
import type { MapData } from '../map-data.ts';

/** What the tools of the map need of the lab. */
export interface ExplorerContext {
  /** Latent vectors to images, count × pixels, 0–255. */
  decode(latents: Float32Array, latentDim: number): Promise<Uint8Array>;
  encode(images: ImageArray): Promise<Float32Array>;
  /** Where vectors lie on the map as it stands, and its rows that they are near to; undefined without a layout. */
  place(latents: Float32Array, latentDim: number): Promise<PlacedPoints | undefined>;
  readonly map: MapData | undefined;
  onChange(): void;
  onFailure(error: unknown): void;
}

/** The map, if it shows what a model made of the images. */
export type LatentMapData = MapData & Required<Pick<MapData, 'latents' | 'latentDim'>>;

export function latentMapOf({ map }: ExplorerContext): LatentMapData | undefined {
  return map?.latents && map.latentDim !== undefined ? (map as LatentMapData) : undefined;
}

export function latentOf({ latents, latentDim }: LatentMapData, row: number): Float32Array {
  return latents.slice(row * latentDim, (row + 1) * latentDim);
}
