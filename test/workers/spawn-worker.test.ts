import { assert } from '@open-wc/testing';
import { spawnWorker } from '../../src/workers/spawn-worker.ts';

suite('spawnWorker()', () => {
  test('starts a script of another origin through a blob of the own one', async () => {
    // A data URL has an origin of its own, and needs no second server.
    const worker = spawnWorker('data:text/javascript,postMessage(self.location.protocol)', 'test');
    const protocol = await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
    worker.terminate();
    assert.equal(protocol, 'blob:');
  });

  test('starts a script of the own origin from its own address', async () => {
    const url = URL.createObjectURL(new Blob(['postMessage(self.location.href)']));
    const worker = spawnWorker(url, 'test');
    const address = await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
    worker.terminate();
    assert.equal(address, url);
  });
});
