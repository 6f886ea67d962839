import { assert } from '@open-wc/testing';
import { bundleUrl } from '../../../helpers/kernel-lab.ts';
import type { ConformanceReport, ConformanceRequest } from './conformance.worker.ts';

/** Specs of tfjs-core 4.22 that are declared; fewer would mean that some were lost on the way. */
const SPECS = 900;

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
  for (const threads of [2]) {
    test(`pass on our kernels with ${threads} thread${threads > 1 ? 's' : ''}`, async () => {
      const { passed, failed, leftOut } = await runSpecs({ threads });
      const failures = failed.map(({ name, message }) => `${name}: ${message.slice(0, 300)}`);
      assert.isEmpty(failures, `${passed} passed, ${failed.length} failed:\n${failures.join('\n')}\n`);
      assert.isAtLeast(passed, SPECS);
      assert.isTrue(leftOut.every((name) => /NCHW/i.test(name)));
    });
  }
});
