/** How the page writes numbers: the same digits in the same places, whatever the browser's language. */

/** `54000` → `54,000`. */
export function formatCount(count: number): string {
  // Not by Intl, whose first use holds the opening page for as long as a frame.
  return count.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** RMSE with four decimals, as everywhere in the project; a dash where there is none yet. */
export function formatRmse(rmse: number | undefined): string {
  return rmse === undefined ? '–' : Number.isFinite(rmse) ? rmse.toFixed(4) : 'not a number';
}

/** A share in [0, 1] → `9.7 %`. */
export function formatShare(share: number, decimals = 1): string {
  return `${(share * 100).toFixed(decimals)} %`;
}

/** Time left, coarse enough not to flicker: `38 min`, `45 s`. */
export function formatRemaining(remainingMs: number): string {
  if (!Number.isFinite(remainingMs) || remainingMs < 0) return '';
  const seconds = remainingMs / 1000;
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${(minutes / 60).toFixed(1)} h`;
}
