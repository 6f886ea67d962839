import { assert } from '@open-wc/testing';
import { bundleUrl } from '../../../helpers/kernel-lab.ts';
import type { ConformanceReport, ConformanceRequest } from './conformance.worker.ts';

/** Specs of tfjs-core 4.22 that run; fewer would mean that some were lost on the way. */
const SPECS = 1340;
const MINUTE_MS = 60_000;

function runSpecs(request: ConformanceRequest): Promise<ConformanceReport> {
  return new Promise((resolve, reject) => {
    const url = new URL('engine/kernels/conformance/conformance.worker.js', bundleUrl());
    const worker = new Worker(url, { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ConformanceReport>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(`the specs do not run: ${event.message}`));
    worker.postMessage(request);
  });
}

suite("tfjs-core's own specs", () => {
  const threads = crossOriginIsolated ? 2 : 1;
  test(`pass on our kernels with ${threads} thread${threads > 1 ? 's' : ''}, but for channels-first and complex ones`, async () => {
    const { passed, failed, leftOut } = await runSpecs({ threads });
    const failures = failed.map(
      ({ name, message }) => `${name}: ${message.slice(0, 150).replaceAll('\n', ' ')}`,
    );
    assert.isEmpty(failures, `${passed} passed, ${failed.length} failed: ${failures.join(' ## ')}`);
    assert.isAtLeast(passed, SPECS);
    const others = leftOut.filter((name) => !/NCHW|complex/i.test(name));
    assert.isEmpty(others);
    // Most of the time goes into tfjs' starting its backend for each of a hundred groups.
  }).timeout(5 * MINUTE_MS);
});
