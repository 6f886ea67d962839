/**
 * Runs tfjs-core's own jasmine specs on the wasm backend with our kernels, in a worker, where kernels may have threads.
 * tfjs builds the backend anew for each `describe`, so this also proves that the pack lives through that.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { contextOf } from '../../../../src/engine/kernels/define-kernel.ts';
import { registerTrainingKernels } from '../../../../src/engine/kernels/index.ts';
import type { WasmBackend } from '../../../../src/engine/wasm/index.ts';
import { declareSpecs } from './specs.ts';

export interface ConformanceRequest {
  threads: number;
}

export interface ConformanceReport {
  passed: number;
  /**
   * Not run: channels-first specs and those of complex numbers (tfjs' wasm backend has neither such a layout nor such
   * numbers, with our kernels or without), and those that tfjs itself marks.
   */
  leftOut: string[];
  failed: { name: string; message: string }[];
}

interface SpecResult {
  fullName: string;
  status: string;
  failedExpectations: { message: string }[];
}

async function run({ threads }: ConformanceRequest): Promise<ConformanceReport> {
  // Bundled as a CommonJS module, jasmine looks for `global`; tfjs' jasmine_util loads it too.
  (globalThis as unknown as { global: unknown }).global = globalThis;
  const { default: jasmineRequire } = await import('jasmine-core/lib/jasmine-core/jasmine.js');
  const { setTestEnvs } = await import('@tensorflow/tfjs-core/dist/jasmine_util.js');
  const jasmine = jasmineRequire.core(jasmineRequire);
  const env = jasmine.getEnv({ suppressLoadErrors: true });
  Object.assign(globalThis, jasmineRequire.interface(jasmine, env), { jasmine });

  setWasmPaths(new URL('/dist/wasm/', self.location.href).href);
  await tf.setBackend('wasm');
  await registerTrainingKernels({ threads });
  setTestEnvs([{ name: 'wasm', backendName: 'wasm', isDataSync: true }]);
  // Each new backend gets new threads; without waiting, most groups would be over before those are up.
  (globalThis as unknown as { beforeEach(hook: () => Promise<void>): void }).beforeEach(
    () => contextOf(tf.backend() as unknown as WasmBackend).pool.ready,
  );
  await declareSpecs();

  const report: ConformanceReport = { passed: 0, leftOut: [], failed: [] };
  env.configure({
    random: false,
    specFilter: (spec: { getFullName(): string }) => !/NCHW|complex/i.test(spec.getFullName()),
  });
  env.addReporter({
    specDone({ fullName, status, failedExpectations }: SpecResult) {
      if (status === 'passed') report.passed++;
      else if (status === 'failed') {
        report.failed.push({ name: fullName, message: failedExpectations.map((f) => f.message).join('; ') });
      } else report.leftOut.push(fullName);
    },
  });
  await env.execute();
  return report;
}

self.onmessage = ({ data }: MessageEvent<ConformanceRequest>) => {
  run(data).then(
    (report) => self.postMessage(report),
    (error: unknown) => {
      throw error;
    },
  );
};
