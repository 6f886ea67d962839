import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { registerTrainingKernels } from '../../src/engine/kernels/index.ts';
import type { Contender, StockNetOptions } from './contender.ts';

/** The classifier of tfjs' own MNIST example, trained as tfjs does, with nothing of ours but kernels. */
export async function prepareStockNet({ backend, batch, threads }: StockNetOptions): Promise<Contender> {
  const baseUrl = new URL('/dist/', location.href).href;
  setWasmPaths(`${baseUrl}wasm/`);
  await tf.setBackend(backend);
  if (backend === 'wasm') await registerTrainingKernels({ baseUrl, threads });
  const conv = { kernelSize: 5, activation: 'relu', kernelInitializer: 'varianceScaling' } as const;
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [28, 28, 1], filters: 8, ...conv }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 16, ...conv }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const images = tf.randomUniform([batch, 28, 28, 1], 0, 1, 'float32', 1);
  const labels = tf.oneHot(
    Int32Array.from({ length: batch }, (_, image) => image % 10),
    10,
  );
  return {
    flop: 0,
    run: async () => {
      const loss = await model.trainOnBatch(images, labels);
      if (!Number.isFinite(loss)) throw new Error(`expected a finite loss, found ${String(loss)}`);
    },
  };
}
