import * as tf from '@tensorflow/tfjs-core';
import { isActive } from './fused-activation.ts';

// Registered by kernel name for the reason that fused-gradients.ts gives.

const denseGradient: tf.GradConfig = {
  kernelName: '_FusedMatMul',
  inputsToSave: ['a', 'b'],
  outputsToSave: [true],
  gradFunc: (dyOrDys, [a, b, y], { activation }) => {
    const [dy, dBias] = undoActivation(dyOrDys as tf.Tensor, y, activation);
    return {
      a: () => tf.matMul(dy, b, false, true),
      b: () => tf.matMul(a, dy, true, false),
      bias: () => dBias,
    };
  },
};

const transposedConvGradient: tf.GradConfig = {
  kernelName: 'AeTransposedConv',
  inputsToSave: ['x', 'filter'],
  outputsToSave: [true],
  gradFunc: (dyOrDys, [x, filter, y], { strides, pad, activation }) => {
    const [dy, dBias] = undoActivation(dyOrDys as tf.Tensor, y, activation);
    const attrs = { strides, pad, dataFormat: 'NHWC', dilations: [1, 1], dimRoundingMode: undefined };
    return {
      x: () => run('Conv2D', { x: dy, filter }, attrs)[0],
      // The roles of x and dy are those of the convolution that this one transposes.
      filter: () => run('Conv2DBackpropFilter', { x: dy, dy: x }, { ...attrs, filterShape: filter.shape })[0],
      bias: () => dBias,
    };
  },
};

/** Tells tfjs how to differentiate the kernels that `fused-layers` runs; harmless when repeated. */
export function registerLayerGradients(): void {
  for (const gradient of [denseGradient, transposedConvGradient]) {
    if (tf.getGradient(gradient.kernelName) === undefined) tf.registerGradient(gradient);
  }
}

/** [dy before the activation, dy of the bias]. */
function undoActivation(dy: tf.Tensor, y: tf.Tensor, activation: unknown): tf.Tensor[] {
  if (isActive(activation)) return run('AeActivationBiasGrad', { dy, y }, { activation });
  return [
    dy,
    tf.sum(
      dy,
      dy.shape.slice(1).map((_, axis) => axis),
    ),
  ];
}

function run(name: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor[] {
  const outputs = tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap);
  return Array.isArray(outputs) ? outputs : [outputs];
}
