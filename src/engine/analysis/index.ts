/** Door of the analysis: what latent vectors and pixels show. */
export { alignAxes } from './align-axes.ts';
export { averageDistances, measureLocalTrust } from './local-trust.ts';
export { findNeighbours, type Neighbours } from './neighbours.ts';
export { findNearest, type FindNearestOptions, type Turns } from './nearest.ts';
export { measureBend, measureCorrelation } from './model-traits.ts';
export { AnomalyScorer, type AnomalyScore, type Judged } from './anomaly-score.ts';
export { chooseLabelled } from './choose-labelled.ts';
export { SoftmaxProbe, type LabelledVectors } from './softmax-probe.ts';
export { voteNeighbours } from './vote-neighbours.ts';
export { measureRoc, orderByScore, type Roc } from './detection.ts';
export { fitGaussian, measureMahalanobis, type Gaussian } from './gaussian.ts';
export { fitPca, projectOnAxes, type Pca, type PixelRows } from './pca.ts';
export { computePcaBaseline, fitTrainingPca, measurePcaBaseline, type PcaBaseline } from './pca-baseline.ts';
export { PcaCoder } from './pca-coder.ts';
export { placePoints, type PlaceOptions } from './place-points.ts';
export { findPlaneNeighbours } from './plane-neighbours.ts';
export { principalScores, projectOnPlane, type PrincipalScores } from './principal-scores.ts';
export { UmapLayout, type UmapLayoutOptions } from './umap-layout.ts';
