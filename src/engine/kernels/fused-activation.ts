import * as tf from '@tensorflow/tfjs-core';

/** What the fused ops can do after their product, and go back through. */
export type FusedActivation = 'linear' | 'relu' | 'sigmoid';

/** The same in a public op, for backends without our kernels. */
export function activate<T extends tf.Tensor>(x: T, activation: FusedActivation): T {
  if (activation === 'relu') return tf.relu(x);
  return activation === 'sigmoid' ? tf.sigmoid(x) : x;
}

/** @returns Whether there is an activation to go back through; throws a `TypeError` for one that is not known. */
export function isActive(activation: unknown): activation is 'relu' | 'sigmoid' {
  if (activation === 'relu' || activation === 'sigmoid') return true;
  if (activation === 'linear') return false;
  throw new TypeError(
    `Expected activation 'linear', 'relu' or 'sigmoid' to differentiate, but found ${JSON.stringify(activation)}`,
  );
}
