/**
 * What tfjs' fused kernels do after a product. A bias per channel and ReLU ride along in our micro-kernel; anything
 * else is done by the backend's own elementwise kernels.
 */
import { backend, getKernel, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';

export interface FusedInputs {
  bias?: TensorInfo;
  preluActivationWeights?: TensorInfo;
}

export interface FusedAttributes {
  activation?: 'linear' | 'relu' | 'relu6' | 'prelu' | 'leakyrelu' | 'sigmoid' | 'elu';
  leakyreluAlpha?: number;
}

/**
 * @param channels Size of the result's last axis.
 * @param product Computes the product, with the bias and ReLU it is given.
 */
export function runFused(
  channels: number,
  { bias, preluActivationWeights }: FusedInputs,
  { activation = 'linear', leakyreluAlpha = 0.2 }: FusedAttributes,
  product: (options: { bias?: TensorInfo; relu: boolean }) => TensorInfo,
): TensorInfo {
  const perChannel = bias && isPerChannel(bias.shape, channels);
  const relu = activation === 'relu' && (!bias || perChannel === true);
  let y = product({ bias: perChannel ? bias : undefined, relu });
  if (bias && !perChannel) y = replace(y, 'Add', { a: y, b: bias });
  if (activation === 'linear' || relu) return y;
  if (activation === 'prelu') {
    if (!preluActivationWeights)
      throw new TypeError('Expected weights for the activation prelu, but found none');
    return replace(y, 'Prelu', { x: y, alpha: preluActivationWeights });
  }
  const kernelName = { relu: 'Relu', relu6: 'Relu6', leakyrelu: 'LeakyRelu', sigmoid: 'Sigmoid', elu: 'Elu' }[
    activation
  ];
  if (!kernelName)
    throw new TypeError(`Expected an activation that can be fused, but found ${String(activation)}`);
  return replace(y, kernelName, { x: y }, { alpha: leakyreluAlpha });
}

/** [channels], or that with leading ones. */
function isPerChannel(shape: number[], channels: number): boolean {
  return shape.at(-1) === channels && shape.slice(0, -1).every((size) => size === 1);
}

/** The result of another kernel of the backend in place of one of its inputs, which nobody else has seen. */
function replace(
  y: TensorInfo,
  kernelName: string,
  inputs: Record<string, TensorInfo>,
  attrs: NamedAttrMap = {},
): TensorInfo {
  const wasm = backend();
  const result = getKernel(kernelName, 'wasm').kernelFunc({ inputs, attrs, backend: wasm }) as TensorInfo;
  wasm.disposeData(y.dataId);
  return result;
}
