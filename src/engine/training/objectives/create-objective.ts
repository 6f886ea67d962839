import type { Autoencoder } from '../../models/index.ts';
import type { TrainingConfig } from '../training-config.ts';
import type { Objective } from './objective.ts';
import { createReconstruction } from './reconstruction.ts';
import { createSupervised } from './supervised.ts';
import { createVariational } from './variational.ts';

/** Of a run's config, what shapes its objective. */
export type ObjectiveConfig = Pick<
  TrainingConfig,
  'structureWeight' | 'beta' | 'klWarmUpEpochs' | 'binarize' | 'labelWeight' | 'frozen'
>;

/** The one list of what networks are trained for: decided by what a model has beside its decoder. */
export function createObjective(autoencoder: Autoencoder, config: ObjectiveConfig): Objective {
  const {
    structureWeight = 0,
    beta = 1,
    klWarmUpEpochs = 0,
    binarize = false,
    labelWeight = 0.5,
    frozen,
  } = config;
  if (autoencoder.posterior)
    return createVariational(autoencoder, { beta, klWarmUpEpochs, binarize, frozen });
  if (autoencoder.classifier) return createSupervised(autoencoder, { labelWeight, frozen });
  return createReconstruction(autoencoder, { structureWeight, frozen });
}
