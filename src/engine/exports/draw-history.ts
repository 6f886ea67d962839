import type { ReportedEpoch } from './run-report.ts';

const [width, height, left, bottom] = [640, 220, 52, 24];

/** The loss curves as SVG text: train grey, validation blue, both named at their ends; empty for fewer than two epochs. */
export function drawHistory(history: readonly ReportedEpoch[]): string {
  if (history.length < 2) return '';
  const values = history.flatMap(({ trainRmse, validationRmse }) => [trainRmse, validationRmse]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const first = history[0].epoch;
  const last = history[history.length - 1].epoch;
  const x = (epoch: number) => left + ((epoch - first) / (last - first)) * (width - left - 80);
  const y = (rmse: number) => 10 + ((high - rmse) / Math.max(high - low, 1e-9)) * (height - bottom - 20);
  const curve = (name: string, colour: string, valueOf: (record: ReportedEpoch) => number, nudge: number) => {
    const points = history.map((record) => `${x(record.epoch).toFixed(1)},${y(valueOf(record)).toFixed(1)}`);
    const end = y(valueOf(history[history.length - 1])) + nudge;
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/><text x="${width - 74}" y="${end.toFixed(1)}" fill="${colour}">${name}</text>`;
  };
  const ticks = [low, (low + high) / 2, high].map(
    (rmse) =>
      `<line x1="${left}" x2="${width - 80}" y1="${y(rmse)}" y2="${y(rmse)}" stroke="#8884"/><text x="${left - 6}" y="${y(rmse) + 4}" text-anchor="end" fill="currentColor">${rmse.toFixed(3)}</text>`,
  );
  const epochs = [first, last].map(
    (epoch) =>
      `<text x="${x(epoch)}" y="${height - 4}" text-anchor="middle" fill="currentColor">${epoch === first ? `epoch ${epoch}` : epoch}</text>`,
  );
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="RMSE by epoch" font-size="11" font-family="system-ui,sans-serif">${ticks.join('')}${epochs.join('')}${curve('train', '#77777f', ({ trainRmse }) => trainRmse, -4)}${curve('validation', '#4a66d8', ({ validationRmse }) => validationRmse, 10)}</svg>`;
}
