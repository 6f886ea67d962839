import { presetList } from '../../state/index.ts';
import type { DatasetInfo, ModelSummary, PresetName } from '../../../workers/index.ts';

/** What decides which uses are offered. */
export interface UseContext {
  preset: PresetName;
  summary: ModelSummary;
  dataset: DatasetInfo;
}

/** One use of the autoencoder beyond training, as the page offers it. */
export interface UsePanel {
  /** As in `hide`, and in the tag `ae-<name>`. */
  name: string;
  title: string;
  /** Two sentences, in words that a student understands. */
  explanation: string;
  appliesTo(context: UseContext): boolean;
  /** Registers the panel's element, a `UsePanelElement`; its code is fetched when it is first opened. */
  load(): Promise<unknown>;
}

/** In the order of their tabs. A new use adds an entry; see CONTRIBUTING. */
export const usePanels: readonly UsePanel[] = [
  {
    name: 'compare-pca',
    title: 'Against PCA',
    explanation:
      'Principal component analysis is the linear autoencoder: it keeps the directions along which the images vary most, and needs no training. A network may bend its latent space, so with as many numbers per image it should rebuild the images more closely.',
    appliesTo: ({ dataset }) => !dataset.table,
    load: () => import('./ae-compare-pca.ts'),
  },
  {
    name: 'denoise',
    title: 'Denoising',
    explanation:
      'A network that is shown noisy images and asked for the clean ones cannot simply copy: it has to learn what digits look like. The preset Denoising is trained that way, with fresh noise in every batch; other models were not, and show it.',
    appliesTo: ({ dataset }) => !dataset.table,
    load: () => import('./ae-denoise.ts'),
  },
  {
    name: 'find-anomalies',
    title: 'Anomalies',
    explanation:
      'An autoencoder learns to rebuild what it was trained on, and nothing else: what it rebuilds badly, or what lands in an empty region of its latent space, is unusual. Choose which images are normal, train on those only, and see which of all the images stand out.',
    appliesTo: () => true,
    load: () => import('./ae-find-anomalies.ts'),
  },
  {
    name: 'probe-features',
    title: 'Features',
    explanation:
      'Nobody told the encoder about labels; if its codes part the classes all the same, it has learned features worth having. Here the codes are frozen and the simplest classifiers are put on top: softmax regression, which can only draw straight lines, and a vote of the five nearest neighbours.',
    appliesTo: ({ dataset }) => dataset.hasLabels,
    load: () => import('./ae-probe-features.ts'),
  },
  {
    name: 'classify',
    title: 'Classifier',
    explanation:
      'This model has two ends: a decoder that rebuilds the image from the code, which is generative, and a classifier that names it, which is discriminative. The slider Weight of the labels says how much each end counts; here stands how often the names are right, and what the classifier was surest of when it was wrong.',
    appliesTo: ({ preset, dataset }) => dataset.hasLabels && 'labelWeight' in presetList[preset].defaults,
    load: () => import('./ae-classify.ts'),
  },
  {
    name: 'transfer',
    title: 'Transfer',
    explanation:
      'What an encoder has learned can serve again: take it over from a saved run, on other data too, freeze it, and train only what comes after it; when that has settled, free both halves and train end to end. A frozen half keeps its weights as they are, so one sees what the other half can do with them.',
    appliesTo: ({ dataset }) => !dataset.table,
    load: () => import('./ae-transfer.ts'),
  },
  {
    name: 'generate',
    title: 'Generate',
    explanation:
      'The decoder turns any latent vector into an image, but a plain autoencoder’s latent space is mostly empty ground, so vectors are drawn where the codes of the training images lie, from a few dozen normal distributions fitted to them. A variational autoencoder is trained so that its codes fill one round cloud, of which any point will do: it is generative by itself, as a classifier, being discriminative, never is.',
    appliesTo: ({ dataset }) => !dataset.table,
    load: () => import('./ae-generate.ts'),
  },
  {
    name: 'manifold',
    title: 'Latent plane',
    explanation:
      'With two numbers for each image the whole latent space is a plane, and can be looked at: every cell of the grid is decoded from its own place. What lies beside each other changes smoothly, and between two classes is what the network holds to be halfway.',
    appliesTo: ({ summary, dataset }) => !dataset.table && summary.latentDim === 2,
    load: () => import('./ae-manifold.ts'),
  },
  {
    name: 'sweep',
    title: 'Tuning',
    explanation:
      'How many latent numbers, how wide the layers, how fast to learn: such choices are made before training, and only trying tells which are good. Here many small models are trained, judged on validation images that none of them was trained on, and the hopeless ones can be given up early.',
    appliesTo: () => true,
    load: () => import('./ae-sweep.ts'),
  },
  {
    name: 'recommend',
    title: 'Recommendations',
    explanation:
      'A row of ratings is mostly gaps: the autoencoder is trained on what is there, and what it puts into the gaps is its guess of what somebody would say. Beside it stands the plain guess: the mean of all ratings, plus how generous the user and how well liked the item is.',
    appliesTo: ({ dataset }) => dataset.table?.kind === 'ratings',
    load: () => import('./ae-recommend.ts'),
  },
];
