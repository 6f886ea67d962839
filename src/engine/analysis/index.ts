/** Door of the analysis: what latent vectors and pixels show. */
export { alignAxes } from './align-axes.ts';
export { COLLAPSE_LIMIT, measureDivergence } from './latent-divergence.ts';
export { averageDistances, measureLocalTrust } from './local-trust.ts';
export { findNeighbours, type Neighbours } from './neighbours.ts';
export { findNearest, type FindNearestOptions, type Turns } from './nearest.ts';
export { drawCodes, logImportanceWeight, logMeanExp, type CodeDistribution } from './image-likelihood.ts';
export { measureBend, measureCorrelation, measureSlant } from './model-traits.ts';
export { AnomalyScorer, type AnomalyScore } from './anomaly-score.ts';
export { joinSigns, readSigns, type ImageSigns } from './image-signs.ts';
export { SoftmaxProbe, type LabelledVectors } from './softmax-probe.ts';
export { spreadLabels } from './spread-labels.ts';
export { voteNeighbours } from './vote-neighbours.ts';
export { measureRoc, orderByScore, type Roc } from './detection.ts';
export { fitGaussian, measureMahalanobis, type Gaussian } from './gaussian.ts';
export {
  fitGaussianMixture,
  measureMixture,
  sampleMixture,
  type GaussianMixture,
} from './gaussian-mixture.ts';
export type { PixelRows } from './covariance.ts';
export { fitPca, projectOnAxes, type Pca } from './pca.ts';
export {
  computePcaBaseline,
  fitTrainingPca,
  measurePcaBaseline,
  measurePcaCurve,
  type PcaBaseline,
} from './pca-baseline.ts';
export { PcaCoder } from './pca-coder.ts';
export { placePoints, type PlaceOptions } from './place-points.ts';
export { findPlaneNeighbours } from './plane-neighbours.ts';
export { principalScores, projectOnPlane, type PrincipalScores } from './principal-scores.ts';
export { UmapLayout, type UmapLayoutOptions } from './umap-layout.ts';
export { measureSsim } from './ssim.ts';
