import { centreDrawing, type Stroke } from './centre-drawing.ts';
import { latentMapOf, type ExplorerContext } from './explorer-context.ts';
import { LatestWins } from './latest-wins.ts';
import { readPicture } from './read-picture.ts';

/** What the model makes of a drawn image. */
interface SeenDrawing {
  reconstruction: Uint8Array;
  /** Of the pair; pixels in [0, 1]. */
  rmse: number;
  /** Rows of the map that are nearest in latent space, nearest first; none without a finished layout. */
  neighbours: number[];
  /** On the map. */
  position?: readonly [x: number, y: number];
}

const neighbourCount = 10;

/** An image drawn by hand, brought into the form of the data, encoded, decoded, and placed among the others. */
export class DigitDrawing {
  strokes: readonly Stroke[] = [];
  /** As the model sees it, 0–255; absent while nothing is drawn. */
  image: Uint8Array | undefined;
  seen: SeenDrawing | undefined;
  private readonly context: ExplorerContext;
  private readonly channel: LatestWins<Uint8Array, SeenDrawing | undefined>;

  constructor(context: ExplorerContext) {
    this.context = context;
    this.channel = new LatestWins(
      (image) => this.look(image),
      (seen) => {
        this.seen = seen;
        context.onChange();
      },
      (error) => context.onFailure(error),
    );
  }

  /** All strokes so far, in any units; none clears the drawing. */
  draw(strokes: readonly Stroke[]): void {
    const shape = this.context.map?.imageShape;
    if (!shape) return;
    this.strokes = strokes;
    this.show(strokes.length > 0 ? centreDrawing(strokes, shape) : undefined);
  }

  undo(): void {
    this.draw(this.strokes.slice(0, -1));
  }

  /** An image of the map in place of a drawing, for those who cannot draw: the next one after `row`. */
  takeExample(row: number): void {
    const { map } = this.context;
    if (!map) return;
    const [height, width, channels] = map.imageShape;
    const pixels = height * width * channels;
    this.strokes = [];
    this.show(map.images.slice(row * pixels, (row + 1) * pixels));
  }

  /** A picture from a file in place of a drawing; one that cannot be read is reported and changes nothing. */
  async takePicture(file: File): Promise<void> {
    const shape = this.context.map?.imageShape;
    if (!shape) return;
    try {
      const image = await readPicture(file, shape);
      this.strokes = [];
      this.show(image);
    } catch (error) {
      this.context.onFailure(error);
    }
  }

  /** The map or the model has changed. */
  renew(): void {
    if (this.image) this.channel.put(this.image);
  }

  forget(): void {
    this.channel.forget();
    this.strokes = [];
    this.image = this.seen = undefined;
  }

  private show(image: Uint8Array | undefined): void {
    this.image = image;
    if (image) this.channel.put(image);
    else {
      this.channel.forget();
      this.seen = undefined;
    }
    this.context.onChange();
  }

  private async look(image: Uint8Array): Promise<SeenDrawing | undefined> {
    const map = latentMapOf(this.context);
    if (!map) return undefined;
    const { context } = this;
    const latents = await context.encode({ data: image, shape: [1, ...map.imageShape] });
    const [reconstruction, placed] = await Promise.all([
      context.decode(latents, latents.length),
      context.place(latents, latents.length),
    ]);
    return {
      reconstruction,
      rmse: measureRmse(image, reconstruction),
      neighbours: Array.from(placed?.nearest.rows.subarray(0, neighbourCount) ?? []),
      ...(placed && { position: [placed.points[0], placed.points[1]] as const }),
    };
  }
}

function measureRmse(a: Uint8Array, b: Uint8Array): number {
  let squares = 0;
  for (let at = 0; at < a.length; at++) squares += ((a[at] - b[at]) / 255) ** 2;
  return Math.sqrt(squares / a.length);
}
