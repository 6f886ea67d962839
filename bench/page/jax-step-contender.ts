import { defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import type { Contender, JaxStepOptions } from './contender.ts';

type Weights = Record<string, { w: np.Array; b: np.Array }>;

/** Output first, as jax-js wants filters: what src/engine/models/seed-autoencoder.ts builds; dropout is left out. */
const LAYERS: [name: string, shape: number[]][] = [
  ['conv', [64, 1, 3, 3]],
  ['conv1', [128, 64, 3, 3]],
  ['norm', [128]],
  ['conv2', [256, 128, 3, 3]],
  ['norm1', [256]],
  ['conv3', [1, 256, 1, 1]],
  ['dense', [49, 49]],
  ['dense1', [49, 49]],
  ['dense2', [784, 49]],
  ['conv4', [64, 1, 3, 3]],
  ['conv5', [1, 64, 1, 1]],
];

/** A training step of the seed model in jax-js on its WebAssembly device: everything in one compiled function. */
export async function prepareJaxStep({ batch }: JaxStepOptions): Promise<Contender> {
  await init('wasm');
  defaultDevice('wasm');
  let weights = createWeights();
  let moments = tree.map((value: np.Array) => np.zerosLike(value), tree.ref(weights));
  let squares = tree.map((value: np.Array) => np.zerosLike(value), tree.ref(weights));
  const x = np
    .array(createValues(batch * 784, 0.5))
    .add(0.5)
    .reshape([batch, 1, 28, 28]);
  const step = jit((p: Weights, m: Weights, v: Weights, images: np.Array) => {
    const [loss, grads] = valueAndGrad(measureLoss)(tree.ref(p), images) as [np.Array, Weights];
    const m2 = tree.map((m1: np.Array, g: np.Array) => m1.mul(0.9).add(g.mul(0.1)), m, tree.ref(grads));
    const v2 = tree.map((v1: np.Array, g: np.Array) => v1.mul(0.999).add(g.ref.mul(g).mul(0.001)), v, grads);
    const move = (value: np.Array, first: np.Array, second: np.Array) =>
      value.sub(first.mul(1e-3).div(np.sqrt(second).add(1e-7)));
    const p2 = tree.map(move, p, tree.ref(m2), tree.ref(v2));
    return [loss, p2, m2, v2] as [np.Array, Weights, Weights, Weights];
  });
  return {
    flop: 0,
    run: () => {
      const [loss, ...state] = step(weights, moments, squares, x.ref);
      [weights, moments, squares] = state;
      const value = loss.item();
      if (!Number.isFinite(value)) throw new Error(`expected a finite loss, found ${value}`);
    },
  };
}

function measureLoss(p: Weights, x: np.Array): np.Array {
  const [batch] = x.shape;
  let y = nn.relu(convolve(x.ref, p.conv));
  y = pool(nn.relu(normalize(convolve(y, p.conv1), p.norm)));
  y = pool(nn.relu(normalize(convolve(y, p.conv2), p.norm1)));
  y = convolve(y, p.conv3).reshape([batch, 49]);
  y = multiply(nn.relu(multiply(nn.relu(multiply(y, p.dense)), p.dense1)), p.dense2);
  y = nn.relu(convolve(y.reshape([batch, 1, 28, 28]), p.conv4));
  const error = nn.sigmoid(convolve(y, p.conv5)).sub(x);
  return np.sqrt(np.mean(error.ref.mul(error)).add(1e-12));
}

function convolve(x: np.Array, { w, b }: Weights[string]): np.Array {
  const bias = b.reshape([1, w.shape[0], 1, 1]);
  return lax.conv(x, w, [1, 1], 'SAME').add(bias);
}

function multiply(x: np.Array, { w, b }: Weights[string]): np.Array {
  return np.matmul(x, w.transpose()).add(b);
}

/** Over a batch: scale `w`, shift `b`. */
function normalize(x: np.Array, { w, b }: Weights[string]): np.Array {
  const shape = [1, w.shape[0], 1, 1];
  const centred = x.ref.sub(np.mean(x, [0, 2, 3], { keepdims: true }));
  const variance = np.mean(centred.ref.mul(centred.ref), [0, 2, 3], { keepdims: true });
  const scale = w.reshape(shape).div(np.sqrt(variance.add(1e-3)));
  return centred.mul(scale).add(b.reshape(shape));
}

function pool(x: np.Array): np.Array {
  const [batch, channels, height, width] = x.shape;
  return np.max(x.reshape([batch, channels, height / 2, 2, width / 2, 2]), [3, 5]);
}

function createWeights(): Weights {
  const create = (shape: number[]): Weights[string] => {
    const [outputs, inputs = 1, ...taps] = shape;
    const fan = (outputs + inputs) * product(taps);
    const isNorm = shape.length === 1;
    const values = createValues(product(shape), Math.sqrt(6 / fan));
    return { w: isNorm ? np.ones(shape) : np.array(values).reshape(shape), b: np.zeros([outputs]) };
  };
  return Object.fromEntries(LAYERS.map(([name, shape]) => [name, create(shape)]));
}

function createValues(count: number, scale: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state / 2 ** 32) * 2 - 1) * scale;
  });
}

function product(values: number[]): number {
  return values.reduce((result, value) => result * value, 1);
}
