import { downloadFile } from '../state/index.ts';
import { describePicture, type DrawnMap } from './describe-picture.ts';
import { drawMapPng, writeMapSvg } from './map-picture.ts';

/** Hands the map as it is seen now to the browser as a file to keep. */
export async function saveMapPicture(format: 'png' | 'svg', drawn: DrawnMap): Promise<void> {
  const picture = describePicture(drawn);
  if (format === 'svg') {
    return downloadFile(new TextEncoder().encode(writeMapSvg(picture)), 'latent-map.svg', 'image/svg+xml');
  }
  const png = await drawMapPng(picture, drawn.canvas);
  downloadFile(new Uint8Array(await png.arrayBuffer()), 'latent-map.png', 'image/png');
}
