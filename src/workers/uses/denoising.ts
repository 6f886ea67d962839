import type { Noise } from '../../engine/training/noise.ts';

export interface DenoisingRequest {
  noise: Noise;
  /** Test images to show, by position in their file. */
  indices: number[];
  /** How many test images to measure on; default all. */
  limit?: number;
}

/** Against the clean images; means over images. */
export interface ImageQuality {
  /** dB. */
  psnr: number;
  /** Undefined for images of several channels, or smaller than its window of 11 × 11. */
  ssim?: number;
}

export interface Denoising {
  /** Test images measured on. */
  count: number;
  noisy: ImageQuality;
  denoised: ImageQuality;
  /** Of the images asked for, count × pixels, 0–255. */
  images: { clean: Uint8Array; noisy: Uint8Array; denoised: Uint8Array };
}
