/**
 * One contender, in a worker of its own: prepares what it is told to, then times as many runs as it is asked for.
 * A message `{prepare: options}` answers `{flop}`, a message `{run: count}` answers `{timesMs}`.
 */
import { prepareConvolution } from './convolution-contender.ts';
import { preparePeak } from './peak-contender.ts';
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
    case 'convolution':
      return prepareConvolution(options);
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
    contender.run();
    timesMs.push(performance.now() - start);
  }
  return { timesMs };
}

addEventListener('message', (event: MessageEvent) => {
  answer(event.data).then(
    (result) => postMessage({ result }),
    (error: unknown) =>
      postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
