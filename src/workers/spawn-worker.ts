/**
 * Starts a classic worker from any origin. Browsers refuse `new Worker` for another origin's script, so there a
 * same-origin blob imports it; the worker must then be told absolute URLs, its own location being the blob's.
 */
export function spawnWorker(scriptUrl: string, name: string): Worker {
  if (new URL(scriptUrl, location.href).origin === location.origin) return new Worker(scriptUrl, { name });
  const source = `importScripts(${JSON.stringify(scriptUrl)});`;
  const blobUrl = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(blobUrl, { name });
  // The fetch of a worker's script begins after this task, so the URL must outlive it.
  setTimeout(() => URL.revokeObjectURL(blobUrl), 10_000);
  return worker;
}
