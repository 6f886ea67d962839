import { mul, reshape, sub } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import {
  convBiasActivation,
  convNormReluPoolInference,
  denseBiasActivation,
  dropout,
  normReluPool,
  normReluPoolInference,
  transposedConvBiasActivation,
  type ChannelNorm,
} from '../kernels/index.ts';

type Layer = LayersModel['layers'][number];

/** What dropout masks are drawn from: the run's seed and the number of steps before this one. */
export interface TrainingStep {
  seed: number;
  step: number;
}

/** One or several layers as one operation; with a `step` in training mode, without in inference mode. */
type Stage = (x: Tensor, step: TrainingStep | undefined) => Tensor;

/**
 * Runs a chain of layers with few passes over memory: known sequences (convolution, transposed convolution or
 * dense layer with bias and activation; batch norm, ReLU and max pool) as one operation each, everything else as the layer itself. The model stays a plain tfjs
 * model with its own weights; the result is that of `model.apply`, except that dropout masks come from (seed, step,
 * number of the dropout layer) and not from tfjs' generator.
 */
export class ForwardPass {
  private readonly stages: Stage[];

  /**
   * Throws a `TypeError` unless the layers form a chain from the only input to the only output.
   * @param dropouts of other passes in the same step: this one's layers draw masks of their own from there on
   */
  constructor(model: LayersModel, dropouts = 0) {
    checkChain(model);
    this.stages = planStages(model.layers.slice(1), dropouts);
  }

  /**
   * In training mode: dropout drops, batch norms use the batch's statistics and move their own. Differentiable.
   * Belongs inside a tidy, as all intermediate tensors are left to it.
   */
  train(x: Tensor, step: TrainingStep): Tensor {
    return this.stages.reduce((tensor, stage) => stage(tensor, step), x);
  }

  /** In inference mode; belongs inside a tidy too. */
  infer(x: Tensor): Tensor {
    return this.stages.reduce((tensor, stage) => stage(tensor, undefined), x);
  }
}

function checkChain({ layers, inputs, outputs }: LayersModel): void {
  const isChain = layers.every(
    (layer, index) =>
      index === 0 ||
      layer.inboundNodes.some(
        ({ inboundLayers }) => inboundLayers.length === 1 && inboundLayers[0] === layers[index - 1],
      ),
  );
  if (!isChain || inputs.length !== 1 || outputs.length !== 1) {
    throw new TypeError('model: expected a chain of layers, found branches');
  }
}

function planStages(layers: Layer[], dropouts: number): Stage[] {
  const stages: Stage[] = [];
  let number = dropouts;
  for (let index = 0; index < layers.length;) {
    const layer = layers[index];
    const type = layer.getClassName();
    const norm = findNorm(layers, index + 1);
    if (type === 'Conv2D' && isPlainConvolution(layer) && activationOf(layer) === 'linear' && norm) {
      stages.push(planNormedConvolution(layer, norm));
      index += norm.layers;
    } else if (type === 'Conv2D' && isPlainConvolution(layer)) {
      stages.push(planConvolution(layer));
    } else if (type === 'Conv2DTranspose' && isPlainConvolution(layer)) {
      stages.push(planTransposedConvolution(layer));
    } else if (type === 'Dense' && isPlainDense(layer)) {
      stages.push(planDense(layer));
    } else if (type === 'Flatten' || type === 'Reshape') {
      const shape = layer.outputShape.slice(1) as number[];
      stages.push((x) => reshape(x, [x.shape[0], ...shape]));
    } else if (type === 'BatchNormalization' && isPlainNorm(layer)) {
      const alone = findNorm(layers, index)!;
      stages.push(planNorm(alone));
      index += alone.layers - 1;
    } else if (type === 'Dropout') {
      stages.push(planDropout(layer, number++));
    } else {
      stages.push((x, step) => layer.apply(x, { training: step !== undefined }) as Tensor);
    }
    index++;
  }
  return stages;
}

/** Those that the fused ops can do after their product. */
const ACTIVATIONS = ['linear', 'relu', 'sigmoid'] as const;

function hasPlainEnd({ useBias, activation }: ReturnType<Layer['getConfig']>): boolean {
  return useBias === true && ACTIVATIONS.some((known) => known === activation);
}

function isPlainConvolution(layer: Layer): boolean {
  const config = layer.getConfig();
  // Transposed convolutions have no dilation to tell of.
  const isDilated = String(config['dilationRate'] ?? '1,1') !== '1,1';
  const isPlain = !isDilated && config['dataFormat'] === 'channelsLast';
  return isPlain && hasPlainEnd(config);
}

function activationOf(layer: Layer): (typeof ACTIVATIONS)[number] {
  return layer.getConfig()['activation'] as (typeof ACTIVATIONS)[number];
}

function isPlainDense(layer: Layer): boolean {
  return layer.outputShape.length === 2 && hasPlainEnd(layer.getConfig());
}

function planDense(layer: Layer): Stage {
  const activation = activationOf(layer);
  const [weights, bias] = layer.weights;
  return (x) =>
    denseBiasActivation(x as Tensor2D, weights.read() as Tensor2D, bias.read() as Tensor1D, activation);
}

function planTransposedConvolution(layer: Layer): Stage {
  const config = layer.getConfig();
  const options = {
    strides: config['strides'] as [number, number],
    pad: config['padding'] as 'same' | 'valid',
    size: layer.outputShape.slice(1, 3) as [number, number],
    activation: activationOf(layer),
  };
  const [filter, bias] = layer.weights;
  return (x) =>
    transposedConvBiasActivation(x as Tensor4D, filter.read() as Tensor4D, bias.read() as Tensor1D, options);
}

function planConvolution(layer: Layer): Stage {
  const config = layer.getConfig();
  const options = {
    strides: config['strides'] as [number, number],
    pad: config['padding'] as 'same' | 'valid',
    activation: activationOf(layer),
  };
  const [filter, bias] = layer.weights;
  return (x) =>
    convBiasActivation(x as Tensor4D, filter.read() as Tensor4D, bias.read() as Tensor1D, options);
}

function isPlainNorm(layer: Layer): boolean {
  const { axis, center, scale } = layer.getConfig();
  const rank = layer.outputShape.length;
  return rank === 4 && (axis === -1 || axis === rank - 1) && center === true && scale === true;
}

function isRelu(layer: Layer | undefined): boolean {
  return layer?.getClassName() === 'Activation' && layer.getConfig()['activation'] === 'relu';
}

function isHalvingPool(layer: Layer | undefined): boolean {
  if (layer?.getClassName() !== 'MaxPooling2D') return false;
  const { poolSize, strides, padding, dataFormat } = layer.getConfig();
  const halves = String(poolSize) === '2,2' && String(strides) === '2,2' && padding === 'valid';
  return halves && dataFormat === 'channelsLast';
}

/** A batch norm and what goes with it. */
interface NormSequence {
  norm: Layer;
  /** The norm's own, then ReLU, then max pool. */
  layers: 1 | 2 | 3;
}

function findNorm(layers: Layer[], index: number): NormSequence | undefined {
  const norm = layers[index];
  if (norm?.getClassName() !== 'BatchNormalization' || !isPlainNorm(norm)) return undefined;
  if (!isRelu(layers[index + 1])) return { norm, layers: 1 };
  return { norm, layers: isHalvingPool(layers[index + 2]) ? 3 : 2 };
}

function normOptions({ norm, layers }: NormSequence) {
  const { epsilon } = norm.getConfig() as { epsilon: number };
  return { epsilon, relu: layers >= 2, pool: layers === 3 ? 2 : 1 } as const;
}

/** In use, with the moving statistics. */
function readNorm({ norm }: NormSequence): ChannelNorm {
  const [gamma, beta, mean, variance] = norm.weights.map((weight) => weight.read() as Tensor1D);
  return { gamma, beta, mean, variance };
}

function planNorm(sequence: NormSequence): Stage {
  const { momentum } = sequence.norm.getConfig() as { momentum: number };
  const [, , movingMean, movingVariance] = sequence.norm.weights;
  const options = normOptions(sequence);
  const move = (average: Layer['weights'][number], value: Tensor): void => {
    // In tfjs' own order of operations, so that the statistics are its own to the last bit.
    average.write(sub(average.read(), mul(sub(average.read(), value), 1 - momentum)));
  };
  return (x, step) => {
    const { gamma, beta, mean, variance } = readNorm(sequence);
    if (!step) return normReluPoolInference(x as Tensor4D, gamma, beta, mean, variance, options);
    const outputs = normReluPool(x as Tensor4D, gamma, beta, options);
    move(movingMean, outputs.mean);
    move(movingVariance, outputs.variance);
    return outputs.y;
  };
}

/** In training the norm needs all outputs of the convolution first; in use the two are one. */
function planNormedConvolution(layer: Layer, sequence: NormSequence): Stage {
  const [convolution, norm] = [planConvolution(layer), planNorm(sequence)];
  const { strides, padding } = layer.getConfig();
  const options = {
    ...normOptions(sequence),
    strides: strides as [number, number],
    pad: padding as 'same' | 'valid',
  };
  const [filter, bias] = layer.weights;
  return (x, step) => {
    if (step) return norm(convolution(x, step), step);
    const [kernel, shift] = [filter.read() as Tensor4D, bias.read() as Tensor1D];
    return convNormReluPoolInference(x as Tensor4D, kernel, shift, readNorm(sequence), options);
  };
}

function planDropout(layer: Layer, number: number): Stage {
  const rate = layer.getConfig()['rate'] as number;
  return (x, step) => (step ? dropout(x, rate, { ...step, layer: number }) : x);
}
