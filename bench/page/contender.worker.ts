/**
 * One contender, in a worker of its own: prepares what it is told to, then times as many runs as it is asked for.
 * A message `{prepare: options}` answers `{flop}`, `{run: count}` answers `{timesMs, memoryBytes}`.
 */
import { prepareConvolution } from './convolution-contender.ts';
import { prepareEncoding } from './encoding-contender.ts';
import { prepareJaxStep } from './jax-step-contender.ts';
import { preparePeak } from './peak-contender.ts';
import { prepareProduct } from './product-contender.ts';
import { prepareStockNet } from './stock-net-contender.ts';
import { prepareStockStep } from './stock-step-contender.ts';
import { prepareStep } from './step-contender.ts';
import type { Contender, ContenderOptions } from './contender.ts';

let contender: Contender | undefined;

function prepare(options: ContenderOptions): Promise<Contender> {
  switch (options.kind) {
    case 'step':
      return prepareStep(options);
    case 'stock-step':
      return prepareStockStep(options);
    case 'jax-step':
      return prepareJaxStep(options);
    case 'stock-net':
      return prepareStockNet(options);
    case 'encoding':
      return prepareEncoding(options);
    case 'convolution':
      return prepareConvolution(options);
    case 'product':
      return prepareProduct(options);
    case 'peak':
      return preparePeak(options);
  }
}

async function answer(
  message: { prepare: ContenderOptions } | { run: number } | { profile: true },
): Promise<unknown> {
  if ('prepare' in message) {
    contender = await prepare(message.prepare);
    return { flop: contender.flop };
  }
  if (!contender) throw new Error('expected a message `prepare` first');
  if ('profile' in message) return { kernels: contender.profile?.() ?? [] };
  const timesMs: number[] = [];
  for (let index = 0; index < message.run; index++) {
    const start = performance.now();
    const pending = contender.run();
    if (pending) await pending;
    timesMs.push(performance.now() - start);
  }
  return { timesMs, memoryBytes: contender.memoryBytes?.() };
}

addEventListener('message', (event: MessageEvent) => {
  answer(event.data).then(
    (result) => postMessage({ result }),
    (error: unknown) =>
      postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
