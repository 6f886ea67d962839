/** Copies images into scratch with room round them, so that a window never hangs over an edge. */
import { clearFloats, copyFloats } from '../gemm/copy-floats';

/**
 * `count` images [height][width][channels] at `x` to [paddedHeight][paddedWidth][channels] each, `top` and `left`
 * pixels further down and right (up and left where negative); zeros elsewhere, and what has no room is left out.
 */
export function padImages(
  x: usize,
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  top: i32,
  left: i32,
  paddedHeight: i32,
  paddedWidth: i32,
  to: usize,
): void {
  const pixelBytes: usize = channels << 2;
  const before = min(paddedWidth, max(0, left));
  const first = max(0, -left);
  const copied = max(0, min(width - first, paddedWidth - before));
  const after = paddedWidth - before - copied;
  for (let image = 0; image < count; image++, x += <usize>(height * width) * pixelBytes)
    for (let row = 0; row < paddedHeight; row++, to += <usize>paddedWidth * pixelBytes) {
      const from = row - top;
      if (<u32>from >= <u32>height) {
        clearFloats(to, paddedWidth * channels);
        continue;
      }
      clearFloats(to, before * channels);
      const target = to + <usize>before * pixelBytes;
      copyFloats(target, x + <usize>(from * width + first) * pixelBytes, copied * channels);
      clearFloats(target + <usize>copied * pixelBytes, after * channels);
    }
}
