/**
 * Compares contenders fairly on a machine whose speed drifts: they take turns (A B C A B C …), so each meets the same
 * minutes, and medians are compared. A contender is `{name, run(count): Promise<number[]>}`, in milliseconds a
 * run; `perRound` of its own goes before that of all.
 */

/** The middle value; the mean of the middle two where their number is even. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param {{name: string, run: (count: number) => Promise<number[]>}[]} contenders
 * @param {{rounds?: number, perRound?: number, warmups?: number}} options
 * @returns {Promise<{name: string, medianMs: number, minMs: number, maxMs: number, runs: number}[]>}
 */
export async function compare(contenders, { rounds = 4, perRound = 2, warmups = 1 } = {}) {
  const times = contenders.map(() => []);
  for (const contender of contenders) await contender.run(warmups);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries())
      times[index].push(...(await contender.run(contender.perRound ?? perRound)));
  }
  return contenders.map(({ name }, index) => ({
    name,
    medianMs: median(times[index]),
    minMs: Math.min(...times[index]),
    maxMs: Math.max(...times[index]),
    runs: times[index].length,
  }));
}

/**
 * A row of a table of bars: what was found beside what we want.
 * @param {boolean | undefined} isMet undefined where nothing could be measured
 */
export function barRow(what, found, bar, isMet) {
  return { what, found, bar, '': isMet === undefined ? '–' : isMet ? 'met' : 'MISSED' };
}

/** Prints rows of equal keys as an aligned table: text to the left, figures to the right. */
export function printTable(title, rows) {
  console.log(`\n${title}`);
  if (rows.length === 0) return;
  const keys = Object.keys(rows[0]);
  const cells = [keys, ...rows.map((row) => keys.map((key) => formatCell(row[key])))];
  const widths = keys.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const isText = keys.map((key) => typeof rows[0][key] === 'string');
  for (const line of cells) {
    console.log(
      `  ${line.map((cell, i) => (isText[i] ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}`.trimEnd(),
    );
  }
}

function formatCell(value) {
  if (value === undefined || value === null) return '–';
  if (typeof value !== 'number') return String(value);
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size < 0.01 ? value.toPrecision(2) : value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
}
