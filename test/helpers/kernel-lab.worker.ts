/** The other side of kernel-lab.ts: runs kernels by name on a wasm backend of its own, with any number of threads. */
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '../../src/engine/kernels/index.ts';
import type { LabReply, LabRequest, Values } from './kernel-lab.ts';

async function answer(request: LabRequest): Promise<Values[] | number> {
  if (request.type === 'start') {
    setWasmPaths(new URL('/dist/wasm/', self.location.href).href);
    await tf.setBackend('wasm');
    return (await registerTrainingKernels(request.options)).threads;
  }
  const inputs = Array.isArray(request.inputs)
    ? request.inputs.map(toTensor)
    : Object.fromEntries(Object.entries(request.inputs).map(([name, values]) => [name, toTensor(values)]));
  const outputs = tf
    .engine()
    .runKernel(request.kernel, inputs as tf.NamedTensorMap, request.attrs as tf.NamedAttrMap);
  // A kernel without outputs works in place.
  const results = [outputs].flat();
  const shown = results.length > 0 ? results : Object.values(inputs);
  const values = shown.map((tensor) => ({ data: tensor.dataSync() as Float32Array, shape: tensor.shape }));
  tf.dispose([results, inputs]);
  return values;
}

function toTensor({ data, shape }: Values): tf.Tensor {
  return tf.tensor(data.slice(), shape, data instanceof Int32Array ? 'int32' : 'float32');
}

self.onmessage = ({ data }: MessageEvent<LabRequest>) => {
  answer(data).then(
    (result) => self.postMessage({ result } satisfies LabReply),
    (error: unknown) => self.postMessage({ error: String(error) } satisfies LabReply),
  );
};
