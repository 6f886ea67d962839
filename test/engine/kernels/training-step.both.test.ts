import { assert } from '@open-wc/testing';
import * as tf from '@tensorflow/tfjs-core';
import { contextOf } from '../../../src/engine/kernels/define-kernel.ts';
import type { WasmBackend } from '../../../src/engine/wasm/index.ts';
import { FusedAdam } from '../../../src/engine/kernels/index.ts';
import { startWasm } from '../../helpers/backends.ts';
import { ConvNet } from '../../helpers/conv-net.ts';
import { randomValues } from '../../helpers/values.ts';

/** Kernels of tfjs' own that a step may use, and why they are trusted: tfjs' specs prove each on this backend. */
const STOCK_KERNELS: Record<string, string> = {
  Reshape: 'copies a reference',
  Cast: 'of one scalar of the loss',
  Square: 'on batch × 10 numbers',
  Sub: 'on batch × 10 numbers',
  Multiply: 'on batch × 10 numbers',
  RealDiv: 'on batch × 10 numbers',
  Mean: 'of batch × 10 numbers',
};
const OUR_KERNELS = [
  ...['AeAdamStep', 'AeConvFilterBiasGrad', 'AeDropout', 'AeNormReluPool', 'AeNormReluPoolGrad'],
  ...['BatchMatMul', 'Conv2DBackpropFilter', 'FusedConv2D', 'Identity', 'Sum'],
];

function batch(): { images: tf.Tensor4D; targets: tf.Tensor2D } {
  const images = tf.tensor4d(randomValues([16, 12, 12, 1], 1).data as Float32Array, [16, 12, 12, 1]);
  const targets = tf.tensor2d(randomValues([16, 10], 2).data as Float32Array, [16, 10]);
  return { images, targets };
}

function heapBytes(): number {
  return (tf.backend() as unknown as WasmBackend).wasm?.HEAPU8.buffer.byteLength ?? NaN;
}

function workspaceBytes(): number {
  return contextOf(tf.backend() as unknown as WasmBackend).workspaceBytes;
}

suite('a training step', () => {
  suiteSetup(startWasm);

  for (const fused of [true, false]) {
    test(`leaves no tensor and no byte behind, ${fused ? 'fused' : 'public'} ops`, () => {
      const { images, targets } = batch();
      const net = new ConvNet(fused);
      const optimizer = fused ? new FusedAdam(0.01) : tf.train.adam(0.01);
      const run = (step: number) => optimizer.minimize(() => net.loss(images, targets, step));
      for (let step = 0; step < 10; step++) run(step);
      const [tensors, bytes] = [tf.memory().numTensors, tf.memory().numBytes];
      const [heap, workspace] = [heapBytes(), workspaceBytes()];
      for (let step = 0; step < 1000; step++) run(step);
      assert.strictEqual(tf.memory().numTensors, tensors, 'tensors');
      assert.strictEqual(tf.memory().numBytes, bytes, 'bytes of tensors');
      assert.strictEqual(heapBytes(), heap, 'bytes of the heap');
      assert.strictEqual(workspaceBytes(), workspace, 'bytes of the workspace');
    });
  }

  test('lowers the loss', () => {
    const { images, targets } = batch();
    const net = new ConvNet(true);
    const optimizer = new FusedAdam(0.01);
    const first = net.loss(images, targets, 0).dataSync()[0];
    for (let step = 0; step < 60; step++) optimizer.minimize(() => net.loss(images, targets, step));
    const last = net.loss(images, targets, 0).dataSync()[0];
    assert.isBelow(last, first / 3);
  });

  test('runs our kernels, and of tfjs only those with a reason', async () => {
    const { images, targets } = batch();
    const net = new ConvNet(true);
    const optimizer = new FusedAdam(0.01);
    optimizer.minimize(() => net.loss(images, targets, 0)); // makes the moments
    const { kernelNames } = await tf.profile(() => {
      optimizer.minimize(() => net.loss(images, targets, 1));
      return tf.scalar(0);
    });
    const strangers = kernelNames.filter((name) => !OUR_KERNELS.includes(name) && !(name in STOCK_KERNELS));
    assert.deepEqual(strangers, []);
    const unused = Object.keys(STOCK_KERNELS).filter((name) => !kernelNames.includes(name));
    assert.deepEqual(unused, [], 'reasons for kernels that no step uses');
    for (const name of ['AeAdamStep', 'AeNormReluPool', 'AeNormReluPoolGrad', 'AeConvFilterBiasGrad']) {
      assert.include(kernelNames, name);
    }
    assert.notInclude(kernelNames, 'Conv2DBackpropInput', 'nobody asked for the gradient of the images');
  });
});
