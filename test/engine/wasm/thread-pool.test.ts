import { assert } from '@open-wc/testing';
import { bundleUrl } from '../../helpers/kernel-lab.ts';

/** What a scenario of pool-lab.worker.ts found. */
async function play<Result>(scenario: string): Promise<Result> {
  const worker = new Worker(new URL('helpers/pool-lab.worker.js', bundleUrl()), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<{ result: Result } | { error: string }>) =>
        'error' in data ? reject(new Error(data.error)) : resolve(data.result);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(scenario);
    });
  } finally {
    worker.terminate();
  }
}

suite('ThreadPool', () => {
  test('sleeps where there is no work, works again, and leaves no thread when it is disposed of', async () => {
    const { size, idle, sums, afterwards } = await play<{
      size: number;
      idle: number;
      sums: number[];
      afterwards: number;
    }>('sleep');
    assert.equal(idle, 3, 'threads asleep between jobs');
    assert.deepEqual(sums, Array(50).fill(80_000));
    assert.equal(size, 1);
    assert.equal(afterwards, 0, 'threads asleep after dispose()');
  });

  test('fails, and stays failed, where a thread traps', async () => {
    const { first, second } = await play<{ first: string; second: string }>('trap');
    assert.match(first, /Error/);
    assert.include(second, 'start the backend again');
  });

  test('fails, and does not hang, where a thread dies with a part in hand', async () => {
    const { first, second } = await play<{ first: string; second: string }>('death');
    assert.include(first, 'one died');
    assert.include(second, 'start the backend again');
  });
});
