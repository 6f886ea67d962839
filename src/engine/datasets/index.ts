/** Door of the data sets: where images come from, and how they are split. */
export { catalog, type CatalogEntry } from './catalog.ts';
export {
  Dataset,
  type DatasetContent,
  type DatasetInfo,
  type DataSelection,
  type TableDescription,
  type Samples,
  type SplitName,
} from './dataset.ts';
export { parseIdx, type IdxArray } from './idx-file.ts';
export { checkImageArray, toBytes, toUnitRange, type ImageArray, type ImageShape } from './image-array.ts';
export { drawStrangers, type StrangerKind } from './stranger-images.ts';
export { demoRatings, generateRatings, type GeneratedRatings } from './generate-ratings.ts';
export type { RatingsContext } from './ratings.ts';
export type { TableColumn } from './table.ts';
export { chooseLabelled } from './choose-labelled.ts';
export { loadDataset, type DatasetFiles, type DatasetSource, type LoadOptions } from './load-dataset.ts';
export type { Fetcher, ProgressListener } from './read-bytes.ts';
