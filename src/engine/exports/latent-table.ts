/** Codes of images and what is known of each; rows go together. */
export interface LatentTable {
  /** count × latentDim. */
  latents: Float32Array;
  latentDim: number;
  /** Position of each image in its file. */
  indices: Uint32Array;
  /** Absent where the data has none. */
  labels?: Uint8Array;
  classNames: string[];
  /** RMSE of each reconstruction, pixels in [0, 1]. */
  rmse: Float32Array;
}

/** Names of the latent columns: `z0`, `z1`, … */
export function nameLatents({ latentDim }: LatentTable): string[] {
  return Array.from({ length: latentDim }, (_, i) => `z${i}`);
}

export function nameClass({ labels, classNames }: LatentTable, row: number): string {
  return labels ? (classNames[labels[row]] ?? String(labels[row])) : '';
}

export function latentsOf({ latents, latentDim }: LatentTable, row: number): Float32Array {
  return latents.subarray(row * latentDim, (row + 1) * latentDim);
}
