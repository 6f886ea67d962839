/** Runs a task and leaves its span in the page's timeline, where `performance.getEntriesByName` and profilers find it. */
export async function measureTask<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  try {
    return await task();
  } finally {
    performance.measure(name, { start, end: performance.now() });
  }
}
