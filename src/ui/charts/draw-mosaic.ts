import type { ImageShape } from './draw-pixels.ts';

/**
 * Draws many images edge to edge onto one canvas, row by row.
 * @param images count × height × width × channels, 0–255
 */
export function drawMosaic(
  canvas: HTMLCanvasElement,
  images: Uint8Array,
  [height, width, channels]: ImageShape,
  columns: number,
): void {
  const size = height * width * channels;
  const count = images.length / size;
  canvas.width = columns * width;
  canvas.height = Math.ceil(count / columns) * height;
  const picture = new ImageData(canvas.width, canvas.height);
  const words = new Uint32Array(picture.data.buffer);
  const [green, blue] = channels >= 3 ? [1, 2] : [0, 0];
  for (let image = 0; image < count; image++) {
    const corner = Math.floor(image / columns) * height * canvas.width + (image % columns) * width;
    for (let y = 0; y < height; y++) {
      let from = image * size + y * width * channels;
      for (let at = corner + y * canvas.width, end = at + width; at < end; at++, from += channels) {
        words[at] = (255 << 24) | (images[from + blue] << 16) | (images[from + green] << 8) | images[from];
      }
    }
  }
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
}
