import { RandomSequence, SEQUENCES } from '../random.ts';

/** Positions of the labelled images that may be used: all, or equally many of each class, drawn by the seed. */
export function chooseLabelled(
  indices: Uint32Array,
  labels: Uint8Array,
  budget: number | 'all',
  seed: number,
): Uint32Array {
  if (budget === 'all' || budget >= indices.length) return indices;
  const order = new RandomSequence(seed, 'probe', SEQUENCES - 1).permutation(indices.length);
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  const queues = classes.map((label) => [...order].filter((at) => labels[at] === label));
  const chosen: number[] = [];
  for (let turn = 0; chosen.length < budget; turn++) {
    for (const queue of queues) if (turn < queue.length && chosen.length < budget) chosen.push(queue[turn]);
  }
  return Uint32Array.from(chosen, (at) => indices[at]);
}
