import type { DatasetFiles, DatasetSource } from '../../workers/index.ts';

/** Makes addresses absolute: the worker's own location is not the page's. */
export function resolveSource(source: DatasetSource): DatasetSource {
  if (typeof source === 'string') return source;
  if (typeof source === 'object' && source !== null && 'table' in source) {
    return { table: resolve(source.table) };
  }
  if (typeof source !== 'object' || source === null || source.images === undefined) {
    throw new TypeError(
      `expected a data set's name or { images, labels?, test? } or { table }, found ${JSON.stringify(source)}`,
    );
  }
  const { test, ...train } = source;
  return { ...resolveFiles(train), ...(test && { test: resolveFiles(test) }) };
}

function resolveFiles(files: DatasetFiles): DatasetFiles {
  const { images, labels } = files;
  return { ...files, images: resolve(images), ...(labels && { labels: resolve(labels) }) };
}

function resolve<T>(part: T): T | string {
  return typeof part === 'string' ? new URL(part, document.baseURI).href : part;
}
