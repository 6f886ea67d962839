import { parquetWriteBuffer } from 'hyparquet-writer';
import { latentsOf, nameClass, nameLatents, type LatentTable } from './latent-table.ts';

/** Apache Parquet: columns index, label (where there are labels), rmse, z0 …, none with nulls. */
export function writeParquet(table: LatentTable): Uint8Array {
  const { indices, labels, rmse } = table;
  const latents = nameLatents(table).map((name, column) => ({
    name,
    type: 'FLOAT' as const,
    data: Array.from(indices, (_, row) => latentsOf(table, row)[column]),
  }));
  const names = labels && Array.from(labels, (_, row) => nameClass(table, row));
  const columnData = [
    { name: 'index', type: 'INT32' as const, data: Array.from(indices), nullable: false },
    ...(names ? [{ name: 'label', type: 'STRING' as const, data: names, nullable: false }] : []),
    { name: 'rmse', type: 'FLOAT' as const, data: Array.from(rmse), nullable: false },
    ...latents.map((column) => ({ ...column, nullable: false })),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
