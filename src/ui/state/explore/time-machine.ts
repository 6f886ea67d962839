import type { EpochCodes, ProjectionMethod } from '../../../workers/index.ts';
import type { MapData } from '../map-data.ts';
import { turnLayout } from './turn-layout.ts';
import { EpochFrames, type EpochFrame } from './epoch-frames.ts';

export interface TimeMachineOptions {
  /** Lays codes out, beginning from where the same images lay an epoch before. */
  layOut(codes: EpochCodes, start: Float32Array | undefined): Promise<Float32Array>;
  readonly map: MapData | undefined;
  /** What `layOut` lays out by: the projection of the map. */
  readonly projection: Projection;
  onChange(): void;
  onFailure(error: unknown): void;
}

type SampleRows = Pick<MapData, 'labels' | 'indices' | 'images'>;

export interface Projection {
  method: ProjectionMethod;
  /** Of the method `dims`. */
  dimensions: readonly [x: number, y: number];
}

const projectionNames: Record<ProjectionMethod, string> = {
  umap: 'UMAP',
  pca: 'PCA',
  dims: 'two latent dimensions',
  latent: 'the latent plane',
};

/** Long enough for points to arrive at their places and to be looked at there. */
const frameMs = 700;

/**
 * Replays how the classes came apart: the codes of the same test images after each epoch, each layout in line with the
 * one before. Layouts are made once somebody looks, one after the other, while training or afterwards.
 */
export class TimeMachine {
  /** The epoch that the map shows; undefined while it shows the present. */
  shown: number | undefined;
  isPlaying = false;
  private readonly options: TimeMachineOptions;
  private readonly frames = new EpochFrames();
  private isOpen = false;
  private isLayingOut = false;
  private projection: Projection | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private base: { images: Uint8Array; count: number; data: SampleRows } | undefined;
  private last: { frame: EpochFrame; base: MapData; data: MapData } | undefined;

  constructor(options: TimeMachineOptions) {
    this.options = options;
  }

  get epochs(): number[] {
    return this.frames.list.map(({ epoch }) => epoch);
  }

  /** Frames that are laid out; they are so in the order of epochs. */
  get readyCount(): number {
    return this.frames.list.filter(({ points }) => points).length;
  }

  /** Images in each frame. */
  get sampleCount(): number {
    const [first] = this.frames.list;
    return first ? first.latents.length / first.latentDim : 0;
  }

  get bytes(): number {
    return this.frames.bytes;
  }

  /** Epochs from one frame to the next: more than one in a long run. */
  get stride(): number {
    return this.frames.stride;
  }

  keep(codes: EpochCodes): void {
    this.frames.add(codes);
    if (this.isOpen) void this.layOutAll();
    this.options.onChange();
  }

  /** Somebody looks: what is not laid out yet will be. */
  open(): void {
    this.isOpen = true;
    void this.layOutAll();
  }

  close(): void {
    this.isOpen = false;
    this.showPresent();
  }

  /** Another model: nothing of the last one can be replayed, but what is known of this one. */
  forget(replay: readonly EpochCodes[] = []): void {
    this.frames.clear();
    for (const codes of replay) this.frames.add(codes);
    if (this.isOpen) void this.layOutAll();
    this.showPresent();
  }

  /** The map may be laid out otherwise now. */
  renew(): void {
    if (this.isOpen) void this.layOutAll();
  }

  /** Shows the frame of this epoch, or, while it is not laid out, the last one before it that is. */
  show(epoch: number): void {
    this.pause();
    this.go(epoch);
  }

  showPresent(): void {
    this.pause();
    this.shown = undefined;
    this.options.onChange();
  }

  /** From the shown frame to the last one; from the first, where the last or the present is shown. */
  play(): void {
    const { epochs } = this;
    if (epochs.length === 0) return;
    this.pause();
    if (this.shown === undefined || this.shown >= epochs[epochs.length - 1]) this.go(epochs[0]);
    this.isPlaying = true;
    this.timer = setTimeout(() => this.step(), frameMs);
    this.options.onChange();
  }

  pause(): void {
    clearTimeout(this.timer);
    this.isPlaying = false;
    this.options.onChange();
  }

  /** What the map shows in place of the present. */
  get data(): MapData | undefined {
    const base = this.options.map;
    if (this.shown === undefined || !base) return undefined;
    const frame = this.frames.list.findLast(({ epoch, points }) => points && epoch <= this.shown!);
    if (!frame || frame.points!.length / 2 > base.indices.length) return undefined;
    if (this.last?.frame !== frame || this.last.base.images !== base.images) {
      this.last = { frame, base, data: this.describe(frame, base) };
    }
    return this.last.data;
  }

  private describe(frame: EpochFrame, base: MapData): MapData {
    const count = frame.points!.length / 2;
    if (this.base?.images !== base.images || this.base.count !== count) {
      // The same arrays in every frame: points then move to their next places, and do not jump there.
      const pixels = base.images.length / base.indices.length;
      const data = {
        labels: base.labels.subarray(0, count),
        indices: base.indices.subarray(0, count),
        images: base.images.subarray(0, count * pixels),
      };
      this.base = { images: base.images, count, data };
    }
    const moment = frame.epoch === 0 ? 'before training' : `after epoch ${frame.epoch}`;
    return {
      ...this.base.data,
      points: frame.points!,
      classNames: base.classNames,
      imageShape: base.imageShape,
      latents: frame.latents,
      latentDim: frame.latentDim,
      method: this.projection!.method,
      dimensions: [...this.projection!.dimensions],
      title: `Test images ${moment}: ${projectionNames[this.projection!.method]}`,
    };
  }

  private go(epoch: number): void {
    this.shown = epoch;
    this.options.onChange();
  }

  private step(): void {
    const next = this.frames.list.find(({ epoch }) => epoch > this.shown!);
    if (!next) return this.pause();
    // A frame that is still being laid out is waited for.
    if (next.points) this.go(next.epoch);
    this.timer = setTimeout(() => this.step(), frameMs);
  }

  private async layOutAll(): Promise<void> {
    if (this.isLayingOut) return;
    this.isLayingOut = true;
    try {
      while (this.isOpen) {
        this.chooseProjection();
        const { list } = this.frames;
        const next = list.findIndex(({ points }) => !points);
        if (next < 0) break;
        const before = list[next - 1]?.points;
        const points = await this.options.layOut(list[next], before);
        const isFree = before && this.projection!.method === 'umap';
        this.frames.place(list[next], isFree ? turnLayout(points, before) : points);
        this.options.onChange();
      }
    } catch (error) {
      this.options.onFailure(error);
    } finally {
      this.isLayingOut = false;
    }
  }

  /** The map's own; where it has changed, all frames are laid out anew. */
  private chooseProjection(): void {
    const { method, dimensions } = this.options.projection;
    if (this.projection?.method === method && String(this.projection.dimensions) === String(dimensions))
      return;
    this.projection = { method, dimensions };
    for (const frame of this.frames.list) this.frames.place(frame, undefined);
  }
}
