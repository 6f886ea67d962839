import { latentsOf, nameClass, nameLatents, type LatentTable } from './latent-table.ts';

/** RFC 4180: a header, then a row for each image: index, label (its class's name), rmse, z0 …; numbers as short as they round-trip. */
export function writeCsv(table: LatentTable): Uint8Array {
  const header = ['index', 'label', 'rmse', ...nameLatents(table)].join(',');
  const rows = Array.from(table.indices, (index, row) =>
    [index, quote(nameClass(table, row)), table.rmse[row], ...latentsOf(table, row)].join(','),
  );
  return new TextEncoder().encode(`${[header, ...rows].join('\r\n')}\r\n`);
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
