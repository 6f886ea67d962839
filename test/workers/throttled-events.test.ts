import { assert } from '@open-wc/testing';
import type { WorkerEvent } from '../../src/workers/index.ts';
import { ThrottledEvents } from '../../src/workers/throttled-events.ts';

function batchEnd(batch: number): WorkerEvent {
  const progress = { epoch: 1, epochs: 1, batch, batches: 1000, loss: 0, imagesPerSecond: 0, remainingMs: 0 };
  return { type: 'batch-end', progress };
}

suite('ThrottledEvents', () => {
  test('thins out what repeats, and sends the last of it before what ends it', () => {
    const sent: WorkerEvent[] = [];
    const events = new ThrottledEvents({ postMessage: (event) => sent.push(event) });
    for (let batch = 1; batch <= 1000; batch++) events.send(batchEnd(batch));
    const end: WorkerEvent = { type: 'train-end', reason: 'finished' };
    events.send(end);
    assert.deepEqual(sent[0], batchEnd(1));
    assert.deepEqual(sent.slice(-2), [batchEnd(1000), end]);
    assert.isBelow(sent.length, 500);
  });

  test('passes on at once whatever does not repeat', () => {
    const sent: WorkerEvent[] = [];
    const events = new ThrottledEvents({ postMessage: (event) => sent.push(event) });
    const notice: WorkerEvent = { type: 'notice', message: 'storage is full' };
    events.send(notice);
    events.send(notice);
    assert.deepEqual(sent, [notice, notice]);
  });
});
