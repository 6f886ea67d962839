import * as tf from '@tensorflow/tfjs-core';
import { isActive } from './fused-activation.ts';

/** Whether the backend in use can run the kernel. */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

// Gradients are registered by kernel name rather than made with `customGrad`, because tfjs then asks for each input's
// gradient separately: the first layer's images need none, and that convolution is not computed.

const convBiasActivationGradient: tf.GradConfig = {
  kernelName: 'FusedConv2D',
  inputsToSave: ['x', 'filter'],
  outputsToSave: [true],
  gradFunc: (dyOrDys, saved, attrs) => {
    const [x, filter, y] = saved as tf.Tensor4D[];
    const { strides, pad, dimRoundingMode, activation } = attrs;
    const geometry = { strides, pad, dataFormat: 'NHWC', dimRoundingMode };
    const inputAttrs = { ...geometry, inputShape: x.shape };
    const filterAttrs = { ...geometry, filterShape: filter.shape };
    let dy = dyOrDys as tf.Tensor;
    if (activation === 'relu' && isThin(filter.shape, strides as number | [number, number])) {
      const [dFilter, dBias] = run('AeThinConvFilterGrad', { x, dy, y }, filterAttrs);
      const dx = (): tf.Tensor => run('AeThinConvInputGrad', { dy, y, filter }, inputAttrs)[0];
      return { x: dx, filter: () => dFilter, bias: () => dBias };
    }
    if (!isActive(activation)) {
      const [dFilter, dBias] = run('AeConvFilterBiasGrad', { x, dy }, filterAttrs);
      const dx = (): tf.Tensor => run('Conv2DBackpropInput', { dy, filter }, inputAttrs)[0];
      return { x: dx, filter: () => dFilter, bias: () => dBias };
    }
    const [masked, dBias] = run('AeActivationBiasGrad', { dy, y }, { activation });
    dy = masked;
    return {
      x: () => run('Conv2DBackpropInput', { dy, filter }, inputAttrs)[0],
      filter: () => run('Conv2DBackpropFilter', { x, dy }, filterAttrs)[0],
      bias: () => dBias,
    };
  },
};

/** Whether there is a kernel of its own for a first convolution of grey images. */
function isThin([height, width, inChannels]: number[], strides: number | [number, number]): boolean {
  return height === 3 && width === 3 && inChannels === 1 && [strides].flat().every((stride) => stride === 1);
}

const normReluPoolGradient: tf.GradConfig = {
  kernelName: 'AeNormReluPool',
  inputsToSave: ['x', 'gamma', 'beta'],
  outputsToSave: [false, true, true],
  gradFunc: (dys, saved, attrs) => {
    const [x, gamma, beta, mean, variance] = saved;
    const [dy] = dys as tf.Tensor[];
    const inputs = { dy, x, gamma, beta, mean, variance };
    const [dx, dGamma, dBeta] = run('AeNormReluPoolGrad', inputs, attrs);
    return { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
  },
};

const dropoutGradient: tf.GradConfig = {
  kernelName: 'AeDropout',
  gradFunc: (dy, _saved, attrs) => ({ x: () => run('AeDropout', { x: dy as tf.Tensor }, attrs)[0] }),
};

/** Tells tfjs how to differentiate the kernels that `fused-ops` runs; harmless when repeated. */
export function registerFusedGradients(): void {
  for (const gradient of [convBiasActivationGradient, normReluPoolGradient, dropoutGradient]) {
    if (tf.getGradient(gradient.kernelName) === undefined) {
      tf.registerGradient(gradient);
    }
  }
}

function run(name: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor[] {
  const outputs = tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap);
  return Array.isArray(outputs) ? outputs : [outputs];
}
