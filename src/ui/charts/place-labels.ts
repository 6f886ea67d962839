export interface WantedLabel {
  /** Where the label's middle should be. */
  y: number;
  /** Stays there; the others make way. */
  fixed?: boolean;
}

/**
 * Where labels of one height go so that none overlaps another: each as near to its wish as is free, fixed ones first.
 * Places past [top, bottom] are used only when there is no room within.
 */
export function placeLabels(
  wanted: readonly WantedLabel[],
  height: number,
  top: number,
  bottom: number,
): number[] {
  const placed: number[] = [];
  const result = Array.from<number>({ length: wanted.length });
  const isFree = (y: number) => placed.every((other) => Math.abs(other - y) >= height - 1e-6);
  const order = wanted
    .map((_, at) => at)
    .sort((a, b) => Number(wanted[b].fixed ?? false) - Number(wanted[a].fixed ?? false));
  for (const at of order) {
    const wish = wanted[at].fixed ? wanted[at].y : Math.min(bottom, Math.max(top, wanted[at].y));
    const candidates = [wish, ...placed.flatMap((other) => [other - height, other + height])]
      .filter(isFree)
      .sort((a, b) => outside(a) - outside(b) || Math.abs(a - wish) - Math.abs(b - wish));
    result[at] = wanted[at].fixed ? wish : candidates[0];
    placed.push(result[at]);
  }
  return result;

  function outside(y: number): number {
    return y < top - 1e-6 || y > bottom + 1e-6 ? 1 : 0;
  }
}
