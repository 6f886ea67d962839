/** sum[i] = partial 0[i] + partial 1[i] + …, in that order. One part is a run of `BLOCK` values. */
const PARTIALS: usize = 8;
const COUNT: usize = 12;
const SIZE: usize = 16;
const SUM: usize = 20;
const BLOCK: usize = 24;

export function addPartialsPart(job: usize, part: i32, scratch: usize): void {
  const size = load<i32>(job + SIZE);
  const count = load<i32>(job + COUNT);
  const block = load<i32>(job + BLOCK);
  const start = part * block;
  const end = min(size, start + block);
  const partials = load<usize>(job + PARTIALS);
  const sum = load<usize>(job + SUM);
  const strideBytes = <usize>size << 2;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    let from = partials + (<usize>i << 2);
    let total = v128.load(from);
    for (let n = 1; n < count; n++) total = f32x4.add(total, v128.load((from += strideBytes)));
    v128.store(sum + (<usize>i << 2), total);
  }
  for (; i < end; i++) {
    let from = partials + (<usize>i << 2);
    let total = load<f32>(from);
    for (let n = 1; n < count; n++) total += load<f32>((from += strideBytes));
    store<f32>(sum + (<usize>i << 2), total);
  }
}
