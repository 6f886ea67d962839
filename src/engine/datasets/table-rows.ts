import { dsvFormat } from 'd3-dsv';
import { UnreadableDataError } from '../errors.ts';

/** Text in rows and fields: separated by commas, semicolons or tabs, whichever the first line has most of. */
export function parseRows(text: string, name: string): string[][] {
  const firstLine = text.slice(0, Math.max(0, text.search(/[\r\n]/)) || text.length);
  const count = (separator: string): number => firstLine.split(separator).length - 1;
  const [comma, semicolon, tab] = [count(','), count(';'), count('\t')];
  const separator = tab > Math.max(comma, semicolon) ? '\t' : semicolon > comma ? ';' : ',';
  const filled = dsvFormat(separator)
    .parseRows(text.replace(/^\uFEFF/, ''))
    .map((row) => row.map((field) => field.trim()))
    .filter((row) => row.some((field) => field !== ''));
  if (filled.length < 2) {
    throw new UnreadableDataError(`${name}: expected a table of at least 2 rows, found ${filled.length}`);
  }
  const uneven = filled.findIndex((row) => row.length !== filled[0].length);
  if (uneven >= 0) {
    throw new UnreadableDataError(
      `${name}: expected ${filled[0].length} fields in every row, found ${filled[uneven].length} in row ${uneven + 1}`,
    );
  }
  return filled;
}
