/**
 * Everything that crosses between the page and the workers: JSON-safe values and typed arrays, never a tensor.
 * Types only, so that the page's code does not pull in the engine.
 */
import type {
  DataSelection,
  DatasetFiles,
  DatasetInfo,
  DatasetSource,
  ImageArray,
  SplitName,
} from '../engine/datasets/index.ts';
import type { AutoencoderPart, LayerSummary, ModelSummary, PresetName } from '../engine/models/index.ts';
import type {
  EpochCodes,
  EpochRecord,
  Evaluation,
  LossPart,
  LossParts,
  Predictions,
  TrainingConfig,
  TrainingEndReason,
  TrainingProgress,
} from '../engine/training/index.ts';

import type { UseAnswer, UseName, UseRequest } from './uses/use-calls.ts';

export type { ClassifierReport } from './uses/classifier-report.ts';
export type { Denoising, ImageQuality } from './uses/denoising.ts';
export type { Noise, NoiseKind } from '../engine/training/noise.ts';
export type { FeatureKind, FeatureReport, FeatureResult } from './uses/feature-report.ts';
export type { CodesFormat } from './export-types.ts';
export type { Likelihood } from './uses/likelihood.ts';
export type { GeneratedSamples } from './uses/generated-samples.ts';
export type { LatentUsage } from './uses/latent-usage.ts';
export type {
  SweepForecast,
  SweepParameter,
  SweepPlan,
  SweepReport,
  SweepRow,
  SweepStatus,
} from './uses/parameter-sweep.ts';
export type { RatingsReport, Recommendations } from './uses/recommendations.ts';
export type { ClassErrors, ModelTraits, PcaComparison } from './uses/pca-comparison.ts';
export type { UseAnswer, UseCalls, UseName, UseNews, UseProgress, UseRequest } from './uses/use-calls.ts';
export type * from './projection-types.ts';
export type {
  AnomalyReport,
  AnomalyRequest,
  AnomalyScore,
  Roc,
  StrangerKind,
} from './uses/anomaly-report.ts';
export type { DataSelection, DatasetFiles, DatasetInfo, DatasetSource, ImageArray, SplitName };
export type { LayerSummary, ModelSummary, PresetName };
export type { EpochCodes, EpochRecord, Evaluation, LossPart, LossParts, Predictions };
export type { AutoencoderPart, TrainingConfig, TrainingEndReason, TrainingProgress };

export interface Capabilities {
  simd: boolean;
  relaxedSimd: boolean;
  /** Threads that kernels run on, the calling one included. */
  threads: number;
  crossOriginIsolated: boolean;
}

/** Some images of one split, with what is needed to show them. Pixels are `Uint8Array` 0–255. */
export interface SplitImages {
  split: SplitName;
  /** Position of each image in its file; never changes, whatever is filtered. */
  indices: Uint32Array;
  labels: Uint8Array;
  images: Uint8Array;
}

export interface Reconstructions extends SplitImages {
  /** count × pixels, 0–255. */
  reconstructions: Uint8Array;
  /** RMSE of each pair, pixels in [0, 1]. */
  rmse: Float32Array;
  /** The same images rebuilt by PCA of the same size, and their RMSE, once it has been fitted. */
  pca?: { reconstructions: Uint8Array; rmse: Float32Array };
  /** What a model with a classifier takes each image for. */
  predictions?: Predictions;
}

/** Latent vectors of one split, with the reconstructions made from them. */
export interface EncodedSplit extends Reconstructions {
  /** count × latentDim. */
  latents: Float32Array;
  latentDim: number;
  /** Number of finished steps of the model that made them. */
  step: number;
}

/** Images of a split, and where their pixels lie on their own first two principal components. */
export interface PixelPlane extends SplitImages {
  /** count × 2. */
  points: Float32Array;
  /** Share of the variance on each axis. */
  explained: [number, number];
}

/** PCA of the training pixels with as many components as the model has latent dimensions. */
export interface PcaBaseline {
  components: number;
  testRmse: number;
  /** Test images on the first two components, count × 2. */
  points: Float32Array;
  /** Share of the variance that each of the first two explains. */
  explained: [number, number];
}

/** What was found in storage from an earlier visit. */
export interface SavedRun {
  preset: PresetName;
  dataset: string;
  config: TrainingConfig;
  history: EpochRecord[];
  savedAt: number;
}

/** A run in the place of the one before: its model, and how that saw the sample after its epochs, as far as it is known. */
export interface AdoptedRun {
  summary: ModelSummary;
  run: SavedRun;
  /** Ascending by epoch. */
  replay: EpochCodes[];
}

/** Data that only a part of is trained on, and the model that is; the run where the model is the one there was. */
export type NarrowedData = { info: DatasetInfo } & (AdoptedRun | { summary: ModelSummary; run?: undefined });

/** What is taken of a saved run. */
export type AdoptedPart = AutoencoderPart | 'both';

/** A model that began with weights of another; names of its weights. */
export interface AdoptedWeights {
  summary: ModelSummary;
  /** Taken over from the file. */
  adopted: string[];
  /** Not found there, or with another shape: they begin anew. */
  left: string[];
}

/** What the training worker streams to the page, throttled to 10–15 a second where it repeats. */
export type WorkerEvent =
  | { type: 'progress'; what: string; done: number; total: number }
  | { type: 'batch-end'; progress: TrainingProgress }
  | { type: 'epoch-end'; record: EpochRecord; reconstructions: Reconstructions }
  | { type: 'epoch-codes'; codes: EpochCodes }
  | { type: 'train-end'; reason: TrainingEndReason; message?: string }
  | { type: 'notice'; message: string };

export interface StartOptions {
  /** Folder of the built files: workers, wasm/ and data/; absolute, ends with a slash. */
  baseUrl: string;
  /** Default: one per core. */
  threads?: number;
  /** Without relaxed SIMD, whose rounding differs between machines; slower. */
  deterministic?: boolean;
  /** Key of this element's saved run. */
  storageKey: string;
}

/** The training worker's face. Every failing call rejects with a message that says expected, found, what to do. */
export interface TrainingApi {
  start(options: StartOptions, events: MessagePort): Promise<Capabilities>;
  loadDataset(source: DatasetSource, seed: number): Promise<DatasetInfo>;
  createModel(preset: PresetName, config: TrainingConfig): Promise<ModelSummary>;
  /**
   * Trains on a part of the data from here on: with a new model, or with the present one where it carries on.
   */
  narrowData(selection: DataSelection, carriesOn: boolean): Promise<NarrowedData>;
  /** Resolves when training comes to rest. `epochs` more than have been trained, default up to `config.epochs`. */
  train(options?: { epochs?: number }): Promise<TrainingEndReason>;
  pause(): Promise<void>;
  stop(): Promise<void>;
  step(options: { batches: number } | { epochs: number }): Promise<TrainingEndReason>;
  setLearningRate(learningRate: number): Promise<void>;
  /** Keeps one half's weights as they are from here on, or none; the run must be at rest. */
  setFrozen(frozen: AutoencoderPart | undefined): Promise<void>;
  /** The first `limit` images of a split, default all, laid out by PCA of their pixels; needs no model. */
  pixelPlane(split: SplitName, limit?: number): Promise<PixelPlane>;
  evaluate(split: SplitName): Promise<Evaluation>;
  encode(images: ImageArray): Promise<{ data: Float32Array; shape: [number, number] }>;
  decode(latents: { data: Float32Array; shape: [number, number] }): Promise<ImageArray>;
  reconstruct(images: ImageArray): Promise<ImageArray>;
  /** Of models with a classifier. */
  classify(images: ImageArray): Promise<Predictions>;
  /** The first `count` images of a split, or those given, and what the model makes of them. */
  reconstructSplit(
    split: SplitName,
    which: { count: number } | { indices: number[] },
  ): Promise<Reconstructions>;
  encodeSplit(split: SplitName, limit?: number): Promise<EncodedSplit>;
  pcaBaseline(): Promise<PcaBaseline>;
  /** Asks a use something; `progress` is told how far a long call is. A new call ends one of that name, by AbortError. */
  runUse<Name extends UseName>(
    name: Name,
    request: UseRequest<Name>,
    progress?: MessagePort,
  ): Promise<UseAnswer<Name>>;
  cancelUse(name: UseName): Promise<void>;
  findSavedRun(): Promise<SavedRun | undefined>;
  /** Puts the saved run in the place of the present model; the data set it was made with must be loaded. */
  resumeSavedRun(): Promise<AdoptedRun>;
  forgetSavedRun(): Promise<void>;
  /** One zip: model.json, weights.bin, optimizer, run.json; and the replay of its epochs. */
  saveFile(): Promise<Uint8Array>;
  openFile(file: Uint8Array): Promise<AdoptedRun>;
  /**
   * Begins the present run anew from the weights of a saved run, of one half or of both, of another preset or other data
   * too, wherever name and shape agree; the others begin as ever.
   */
  adoptWeights(file: Uint8Array, part: AdoptedPart): Promise<AdoptedWeights>;
}
