import { describeSample, type LabController, type MapData } from '../state/index.ts';
import { describeOverlay } from './explore/explorer-overlay.ts';
import type { Theme } from './ae-header.ts';

/** What a lab knows that panels show. */
export interface LabView {
  /** None before the lab is in a page. */
  lab: LabController | undefined;
  theme: Theme;
  /** Names of panels and uses that are not offered. */
  hidden: ReadonlySet<string>;
  /** Index of the image under the pointer. */
  hovered: number | null;
  /** Index of the pinned image: the only one that is selected. */
  pinned: number | null;
  /** Indices of the images that are picked out. */
  selection: readonly number[];
}

type Feeds = {
  [Tag in keyof HTMLElementTagNameMap]?: (view: LabView) => Partial<HTMLElementTagNameMap[Tag]>;
};

function dressOf({ views: { map }, settings, run, dataset }: LabController) {
  const { methods, colouring, pointSize } = map;
  const { preset, batchSize, learningRate, seed } = settings;
  const making = `${dataset?.name ?? 'no data'} · ${preset}, ${run.history.length} epochs, batch size ${batchSize}, learning rate ${learningRate}, seed ${seed}`;
  return { methods, colouring, pointSize, making };
}

const digitShape = [28, 28, 1] as const;
const noSelection: readonly number[] = [];

/** The properties that each kind of panel gets, worked out anew at every change: the one place that says who shows what. */
const feeds: Feeds = {
  'ae-header': ({ lab, theme }) => ({
    info: lab?.dataset,
    summary: lab?.summary,
    capabilities: lab?.capabilities,
    imagesPerSecond: lab?.run.progress?.imagesPerSecond,
    preset: lab?.settings.preset ?? 'compact',
    theme,
    locked: isLocked(lab),
  }),
  'ae-controls': ({ lab }) => {
    const { progress, history } = lab?.run ?? {};
    const validationRmse = history?.at(-1)?.validationRmse;
    return {
      state: lab?.state ?? 'idle',
      progress: lab?.loading ?? (progress && { ...progress, validationRmse }),
      settings: lab?.settings,
    };
  },
  'ae-latent-map': ({ lab, hovered, pinned, selection }) => {
    const explorer = lab?.explorer;
    const tool = explorer?.tool;
    return {
      data: shownData(lab),
      ...(lab && dressOf(lab)),
      ...{ hovered, selected: pinned },
      // All classes are seen to come apart, whatever is picked out.
      selection: explorer?.replay.isPlaying ? noSelection : selection,
      tool: tool === 'decode' || tool === 'walk' ? tool : 'hover',
      overlay: explorer && describeOverlay(explorer),
    };
  },
  'ae-selection-panel': ({ lab }) => {
    const { summary, centroidImage } = lab?.explorer.selection ?? {};
    return { summary, centroidImage, imageShape: lab?.dataset?.imageShape ?? digitShape };
  },
  'ae-map-tray': ({ lab, pinned }) => ({
    explorer: lab?.explorer,
    version: lab?.explorer.version ?? 0,
    pinned,
    isTable: lab?.dataset?.table !== undefined,
  }),
  'ae-image-card': ({ lab, hovered, pinned }) => {
    const data = shownData(lab);
    const row = data ? data.indices.indexOf(hovered ?? pinned ?? -1) : -1;
    return {
      sample: data && row >= 0 ? describeSample(data, row) : undefined,
      pinned: row >= 0 && data!.indices[row] === pinned,
      imageShape: data?.imageShape ?? digitShape,
    };
  },
  'ae-reconstruction-grid': ({ lab }) => ({
    reconstructions: lab?.views.reconstructions,
    imageShape: lab?.dataset?.imageShape ?? digitShape,
    evaluation: lab?.views.evaluation,
    pcaRmse: lab?.views.pcaBaseline?.testRmse,
    count: lab?.views.count ?? 3,
    isTable: lab?.dataset?.table !== undefined,
  }),
  'ae-loss-chart': ({ lab }) => ({
    history: lab?.run.history ?? [],
    pcaRmse: lab?.views.pcaBaseline?.testRmse,
    pcaComponents: lab?.views.pcaBaseline?.components ?? 0,
    epochs: lab?.settings.epochs ?? 0,
  }),
  'ae-architecture': ({ lab }) => ({ summary: lab?.summary }),
  'ae-settings': ({ lab }) => ({
    settings: lab?.settings ?? {},
    busy: isLocked(lab),
    locked: isLocked(lab) || lab!.run.isBegun,
  }),
  'ae-uses': ({ lab, hidden }) => ({ lab, omitted: hidden }),
};

/** Gives a panel what it shows; elements that are no panels of the lab stay as they are. */
export function feedPanel(panel: HTMLElement, view: LabView): void {
  const feed = (feeds as Record<string, ((view: LabView) => object) | undefined>)[panel.localName];
  if (feed) Object.assign(panel, feed(view));
}

/** The map as it is, or as it was while the replay is open. */
function shownData(lab: LabController | undefined): MapData | undefined {
  return lab?.explorer.replay.data ?? lab?.views.map.data;
}

function isLocked(lab: LabController | undefined): boolean {
  return lab === undefined || lab.state === 'training' || lab.state === 'loading';
}
