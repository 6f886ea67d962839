import type { RunReport } from '../../engine/exports/index.ts';
import type { AnomalyReport, AnomalyRequest } from './anomaly-report.ts';
import type { ClassifierReport, ClassifierRequest } from './classifier-report.ts';
import type { CodesRequest, GatheredCodes, GatheredWeights } from './codes-export.ts';
import type { Denoising, DenoisingRequest } from './denoising.ts';
import type { FeatureReport, FeatureRequest } from './feature-report.ts';
import type { Likelihood, LikelihoodRequest } from './likelihood.ts';
import type { GeneratedSamples, SampleRequest } from './generated-samples.ts';
import type { LatentUsage } from './latent-usage.ts';
import type { SweepForecast, SweepPlan, SweepReport, SweepRow } from './parameter-sweep.ts';
import type { RatingsReport, RecommendationRequest, Recommendations } from './recommendations.ts';
import type { PcaComparison, PcaComparisonRequest } from './pca-comparison.ts';

/**
 * What the page may ask of a use of the autoencoder beyond training: for each name what is asked and what is answered,
 * JSON-safe values and typed arrays. A new use declares its types in a file of its own, its line here, and its function
 * in run-use.ts.
 */
export interface UseCalls {
  'compare-pca': { request: PcaComparisonRequest; answer: PcaComparison };
  denoise: { request: DenoisingRequest; answer: Denoising };
  'find-anomalies': { request: AnomalyRequest; answer: AnomalyReport };
  'probe-features': { request: FeatureRequest; answer: FeatureReport };
  'judge-classifier': { request: ClassifierRequest; answer: ClassifierReport };
  'judge-likelihood': { request: LikelihoodRequest; answer: Likelihood };
  'generate-samples': { request: SampleRequest; answer: GeneratedSamples };
  'measure-latents': { request: object; answer: LatentUsage };
  'judge-ratings': { request: object; answer: RatingsReport };
  recommend: { request: RecommendationRequest; answer: Recommendations };
  'forecast-sweep': { request: SweepPlan; answer: SweepForecast };
  'sweep-parameters': { request: SweepPlan; answer: SweepReport };
  'gather-codes': { request: CodesRequest; answer: GatheredCodes };
  'gather-report': { request: object; answer: RunReport };
  'gather-weights': { request: object; answer: GatheredWeights };
}

export type UseName = keyof UseCalls;
export type UseRequest<Name extends UseName> = UseCalls[Name]['request'];
export type UseAnswer<Name extends UseName> = UseCalls[Name]['answer'];

/** How far a long call is; `total` is in the same unit as `done`. */
export interface UseProgress {
  what: string;
  done: number;
  total: number;
  news?: UseNews;
}

/** What a call tells before it is done: a sweep a row of its table. */
export type UseNews = SweepRow;
