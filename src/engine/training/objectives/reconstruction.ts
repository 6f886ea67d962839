import type { Autoencoder, AutoencoderPart } from '../../models/index.ts';
import type { Objective } from './objective.ts';
import { countDropouts, planHalf, type Half } from './plan-half.ts';
import { reconstructionError } from './reconstruction-error.ts';

/** To give images back: RMSE over the values that are known. With corrupted input it is a denoising autoencoder. */
export function createReconstruction(
  autoencoder: Autoencoder,
  { frozen }: { frozen?: AutoencoderPart },
): Objective {
  const run = frozen ? planHalves(autoencoder, frozen) : planHalf(autoencoder.model, false);
  return ({ images, seen, known }, step) => {
    const loss = reconstructionError(images, run(seen, step), known);
    return { loss, rmse: loss };
  };
}

function planHalves({ encoder, decoder }: Autoencoder, frozen: AutoencoderPart): Half {
  const encode = planHalf(encoder, frozen === 'encoder');
  const decode = planHalf(decoder, frozen === 'decoder', countDropouts(encoder));
  return (x, step) => decode(encode(x, step), step);
}
