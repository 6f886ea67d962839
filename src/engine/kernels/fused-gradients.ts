import * as tf from '@tensorflow/tfjs-core';

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
    if (activation !== 'linear' && activation !== 'relu') {
      throw new TypeError(
        `Expected activation 'linear' or 'relu' to differentiate, but found ${JSON.stringify(activation)}`,
      );
    }
    const [dy, dBias] =
      activation === 'relu'
        ? run('AeReluBiasGrad', { dy: dyOrDys as tf.Tensor, y }, {})
        : [dyOrDys as tf.Tensor, tf.sum(dyOrDys as tf.Tensor, [0, 1, 2])];
    const geometry = { strides, pad, dataFormat: 'NHWC', dimRoundingMode };
    return {
      x: () => run('Conv2DBackpropInput', { dy, filter }, { ...geometry, inputShape: x.shape })[0],
      filter: () => run('Conv2DBackpropFilter', { x, dy }, { ...geometry, filterShape: filter.shape })[0],
      bias: () => dBias,
    };
  },
};

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
