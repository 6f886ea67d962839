import type { EpochCodes, TrainingClient } from '../../../workers/index.ts';
import type { MapController } from '../map-controller.ts';
import type { MapData } from '../map-data.ts';
import { MapSelection } from '../map-selection.ts';
import { DecodeAnywhere } from './decode-anywhere.ts';
import { DigitDrawing } from './digit-drawing.ts';
import type { ExplorerContext } from './explorer-context.ts';
import type { NearPoint } from './latent-vectors.ts';
import { LatentSliders } from './latent-sliders.ts';
import { LatentWalk } from './latent-walk.ts';
import { TimeMachine } from './time-machine.ts';

export type ExplorerTool = 'decode' | 'walk' | 'sliders' | 'draw' | 'replay';

/** A place on the map, in the units of its points, and what is near, nearest first. */
export interface MapPlace {
  x: number;
  y: number;
  phase: 'move' | 'click' | 'leave';
  nearest: readonly (NearPoint & { index: number })[];
}

export interface LatentExplorerOptions {
  client: TrainingClient;
  map: MapController;
  seed: () => number;
  onChange: () => void;
  onFailure: (error: unknown) => void;
}

/** What can be done with the latent space besides looking at it. One tool is open at a time, or none. */
export class LatentExplorer {
  tool: ExplorerTool | undefined;
  /** Counts changes, so that what shows them knows of each. */
  version = 0;
  readonly decoding: DecodeAnywhere;
  readonly walk: LatentWalk;
  readonly sliders: LatentSliders;
  readonly drawing: DigitDrawing;
  readonly replay: TimeMachine;
  /** What is picked out on the map. */
  readonly selection: MapSelection;
  private readonly options: LatentExplorerOptions;
  private seenPoints: Float32Array | undefined;

  constructor(options: LatentExplorerOptions) {
    this.options = options;
    const { client, map } = options;
    const onChange = () => this.change();
    const context: ExplorerContext = {
      decode: async (data, latentDim) => {
        const images = await client.call('decode', { data, shape: [data.length / latentDim, latentDim] });
        return Uint8Array.from(images.data, (pixel) => Math.round(255 * pixel));
      },
      encode: async (images) => (await client.call('encode', images)).data,
      // Without a finished layout there is no place yet.
      place: (data, latentDim) =>
        map.placePoints({ data, shape: [data.length / latentDim, latentDim] }).catch(() => undefined),
      get map() {
        return map.data;
      },
      onChange,
      onFailure: options.onFailure,
    };
    this.decoding = new DecodeAnywhere(context);
    this.walk = new LatentWalk(context);
    this.sliders = new LatentSliders(context);
    this.drawing = new DigitDrawing(context);
    this.selection = new MapSelection((latent) => context.decode(latent, latent.length), {
      onChange,
      onFailure: options.onFailure,
    });
    this.replay = new TimeMachine({
      layOut: ({ latents, latentDim }, start) =>
        map.layOutFrame(
          { data: latents, shape: [latents.length / latentDim, latentDim] },
          options.seed(),
          start,
        ),
      get map() {
        return map.data;
      },
      get projection() {
        return map;
      },
      onChange,
      onFailure: options.onFailure,
    });
  }

  /** What the pointer does on the map while the open tool needs it. */
  get mapTool(): 'hover' | 'decode' | 'walk' {
    return this.tool === 'decode' || this.tool === 'walk' ? this.tool : 'hover';
  }

  get map(): MapData | undefined {
    return this.options.map.data;
  }

  /** Opens a tool in place of the open one; the open one itself is closed. */
  toggle(tool: ExplorerTool): void {
    if (this.tool === 'replay') this.replay.close();
    this.tool = tool === this.tool ? undefined : tool;
    if (this.tool === 'replay') this.replay.open();
    this.change();
  }

  keep(codes: EpochCodes): void {
    this.replay.keep(codes);
  }

  /** The map may have a new layout: what lies on it, or was decoded from its vectors, is worked out anew. */
  renew(): void {
    this.replay.renew();
    const { data } = this.options.map;
    if (!data?.latents || data.progress || data.points === this.seenPoints) return;
    this.seenPoints = data.points;
    this.walk.walk();
    this.sliders.renew();
    this.drawing.renew();
  }

  /** The pointer, or the keyboard, is at a place of the map, or chooses it. */
  point({ x, y, phase, nearest }: MapPlace): void {
    if (this.tool === 'decode') {
      if (phase === 'move') this.decoding.point(x, y, nearest);
      if (phase === 'click') this.decoding.toggleHold(x, y, nearest);
    }
    if (this.tool === 'walk' && phase === 'click' && nearest.length > 0) this.walk.choose(nearest[0].index);
  }

  /** An image was pinned: it is the one whose vector the sliders move. */
  pick(index: number): void {
    if (this.tool === 'sliders') this.sliders.choose(index);
  }

  /** Another model; `replay` is how it saw the sample after the epochs that it has been trained for already. */
  forget(replay: readonly EpochCodes[] = []): void {
    for (const tool of [this.decoding, this.walk, this.sliders, this.drawing]) tool.forget();
    this.replay.forget(replay);
    this.change();
  }

  terminate(): void {
    this.replay.pause();
  }

  private change(): void {
    this.version++;
    this.options.onChange();
  }
}
