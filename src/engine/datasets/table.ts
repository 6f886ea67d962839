import { UnreadableDataError } from '../errors.ts';
import type { DatasetContent } from './dataset.ts';

/** What the columns of a table were before they were standardised. */
export interface TableColumn {
  name: string;
  mean: number;
  /** 1 for a column that never changes. */
  deviation: number;
  /** Rows that have no value here. */
  missing: number;
}

/** Fields that stand for no value. */
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-']);
const LABEL_NAMES = new Set(['label', 'class', 'target', 'y']);
const LARGEST_CLASS_COUNT = 256;

/**
 * A data set of a numeric table: a row is an image of 1 × columns, each column standardised to mean 0 and deviation 1,
 * missing values 0 and masked. A column of text, or one called label, class, target or y with few values, gives the
 * labels; further columns of text are refused.
 */
export function readTable(rows: string[][], name: string): DatasetContent {
  const hasHeader = rows[0].every((field) => !isNumber(field));
  const body = hasHeader ? rows.slice(1) : rows;
  const titles = rows[0].map((field, i) => (hasHeader ? field || `column ${i + 1}` : `column ${i + 1}`));
  const labelColumn = findLabelColumn(titles, body, name);
  const kept = titles.map((_, i) => i).filter((i) => i !== labelColumn);
  if (kept.length < 2) {
    throw new UnreadableDataError(`${name}: expected at least 2 columns of numbers, found ${kept.length}`);
  }
  const images = new Float32Array(body.length * kept.length);
  const mask = new Uint8Array(images.length);
  const columns = kept.map((from, to): TableColumn => {
    const values = body.map((row) => (isMissing(row[from]) ? NaN : Number(row[from])));
    const known = values.filter((value) => !Number.isNaN(value));
    const mean = known.reduce((sum, value) => sum + value, 0) / (known.length || 1);
    const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length || 1);
    const deviation = Math.sqrt(variance) || 1;
    values.forEach((value, row) => {
      if (Number.isNaN(value)) return;
      images[row * kept.length + to] = (value - mean) / deviation;
      mask[row * kept.length + to] = 1;
    });
    return { name: titles[from], mean, deviation, missing: body.length - known.length };
  });
  const classNames =
    labelColumn < 0 ? [] : [...new Set(body.map((row) => row[labelColumn]))].sort(compareFields);
  const labels =
    labelColumn < 0 ? undefined : Uint8Array.from(body, (row) => classNames.indexOf(row[labelColumn]));
  return {
    name: 'your table',
    imageShape: [1, kept.length, 1],
    train: { images, mask, ...(labels && { labels }) },
    ...(labels && { classNames }),
    table: { kind: 'table', columns },
  };
}

function findLabelColumn(titles: string[], body: string[][], name: string): number {
  const isText = (i: number): boolean => body.some((row) => !isMissing(row[i]) && !isNumber(row[i]));
  const countValues = (i: number): number => new Set(body.map((row) => row[i])).size;
  const text = titles.map((_, i) => i).filter(isText);
  if (text.length > 1) {
    const found = text.map((i) => titles[i]).join(', ');
    throw new UnreadableDataError(
      `${name}: expected numbers, and text in one column of labels at most, found text in ${found}; leave these out`,
    );
  }
  const named = titles.findIndex((title) => LABEL_NAMES.has(title.toLowerCase()));
  const column = text[0] ?? named;
  if (column < 0) return -1;
  const count = countValues(column);
  if (count <= LARGEST_CLASS_COUNT && count < body.length) return column;
  if (text.length === 0) return -1;
  if (count > LARGEST_CLASS_COUNT) {
    throw new UnreadableDataError(
      `${name}: expected at most ${LARGEST_CLASS_COUNT} labels in ${titles[column]}, found ${count} different ones; leave it out`,
    );
  }
  throw new UnreadableDataError(
    `${name}: expected numbers, or labels that several rows share, in ${titles[column]}, found a text of its own in each of ${count} rows; leave it out`,
  );
}

function isMissing(field: string): boolean {
  return MISSING.has(field.toLowerCase());
}

function isNumber(field: string): boolean {
  return field !== '' && Number.isFinite(Number(field));
}

function compareFields(a: string, b: string): number {
  return isNumber(a) && isNumber(b) ? Number(a) - Number(b) : a.localeCompare(b, 'en');
}
