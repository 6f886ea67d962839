/**
 * Packs B [k][n] into panels of eight columns, [⌈n/8⌉][k][8], zeros in the columns beyond n, so that the micro-kernel
 * reads it in order. k runs over `taps` groups of `tapK`: a convolution's filter [tap][in][out] is packed as it is for
 * the forward pass, and turned (taps backwards, in and out swapped) for the input gradient, by strides alone.
 * Taps may lie in rows of their own, as those of a transposed convolution's phase do. One part packs some panels of
 * the batch's matrices, and their biases if there are any.
 */
const SOURCE: usize = 8;
const TARGET: usize = 12;
const TAPS: usize = 16;
const TAP_K: usize = 20;
const N: usize = 24;
/** Strides are in elements and may be negative. */
const TAP_STRIDE: usize = 28;
const K_STRIDE: usize = 32;
const N_STRIDE: usize = 36;
const BATCH_STRIDE: usize = 40;
const PANELS: usize = 44;
const BIAS: usize = 48;
const PACKED_BIAS: usize = 52;
/** Taps of a row; rows are `TAP_ROW_STRIDE` apart. */
const ROW_TAPS: usize = 56;
const TAP_ROW_STRIDE: usize = 60;
const BATCH: usize = 64;
const PART_PANELS: usize = 68;

export function packPanelsPart(job: usize, part: i32): void {
  const first = part * load<i32>(job + PART_PANELS);
  const end = min(first + load<i32>(job + PART_PANELS), load<i32>(job + BATCH) * load<i32>(job + PANELS));
  for (let panel = first; panel < end; panel++) packPanel(job, panel);
}

/** @param index Of the panel, through all matrices of the batch. */
function packPanel(job: usize, index: i32): void {
  const taps = load<i32>(job + TAPS);
  const tapK = load<i32>(job + TAP_K);
  const panels = load<i32>(job + PANELS);
  const batch = index / panels;
  const panel = index % panels;
  const column = panel << 3;
  const columns = min(8, load<i32>(job + N) - column);
  const nStride = load<i32>(job + N_STRIDE) << 2;
  const kStride = load<i32>(job + K_STRIDE) << 2;
  let to = load<usize>(job + TARGET) + (<usize>index * taps * tapK << 5);
  const from = load<usize>(job + SOURCE) + ((batch * load<i32>(job + BATCH_STRIDE)) << 2) + column * nStride;
  const rowTaps = load<i32>(job + ROW_TAPS);
  for (let tap = 0; tap < taps; tap++) {
    const place =
      (tap / rowTaps) * load<i32>(job + TAP_ROW_STRIDE) + (tap % rowTaps) * load<i32>(job + TAP_STRIDE);
    let row = from + (place << 2);
    for (let k = 0; k < tapK; k++, row += kStride, to += 32) packEight(to, row, columns, nStride);
  }
  const bias = load<usize>(job + BIAS);
  if (bias && batch == 0)
    packEight(load<usize>(job + PACKED_BIAS) + (column << 2), bias + (column << 2), columns, 4);
}

// @ts-ignore: decorator
@inline
function packEight(to: usize, from: usize, columns: i32, stride: i32): void {
  if (columns == 8 && stride == 4) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
  } else {
    for (let n = 0; n < columns; n++) store<f32>(to + (n << 2), load<f32>(from + n * stride));
    for (let n = columns; n < 8; n++) store<f32>(to + (n << 2), 0);
  }
}
