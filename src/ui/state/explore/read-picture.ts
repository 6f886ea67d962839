/** The longest side that is looked at, pixels: enough for a box of 20, and little to read. */
const longestSide = 160;
/** Share of 28 × 28 that a digit of MNIST fills. */
const boxShare = 20 / 28;
/** Grey that is told from the paper, and ink that counts towards the box, shares of the whole range. */
const paperMargin = 0.08;
const inkThreshold = 0.2;

/**
 * Reads a picture file as one of the data's images: bright on dark (a picture with a light border is turned round), the
 * paper's grey taken away, scaled in proportion into MNIST's box and moved so that its centre of mass lies in the middle.
 * A picture that has the data's size already is only turned round.
 * @returns height × width × channels, 0–255, the same in all channels.
 * @throws TypeError where the browser cannot read the file
 * @throws RangeError where nothing in it stands out
 */
export async function readPicture(
  file: Blob & { name?: string },
  [height, width, channels]: readonly [number, number, number],
): Promise<Uint8Array> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new TypeError(
      `picture: expected an image that the browser can read, found ${file.name ?? 'a file'} (${file.type || 'of no known type'})`,
    );
  });
  const hasItsSize = bitmap.width === width && bitmap.height === height;
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = openCanvas(canvas);
  // Most drawings on transparent ground are dark.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const ink = turnBright(readGrey(context), canvas.width);
  const grey = hasItsSize ? ink : fitInk(ink, canvas, height, width);
  return Uint8Array.from({ length: height * width * channels }, (_, at) =>
    Math.round(255 * grey[Math.floor(at / channels)]),
  );
}

/** Takes the paper's grey away and draws the rest at its place in height × width. */
function fitInk(ink: Float32Array, canvas: OffscreenCanvas, height: number, width: number): Float32Array {
  const paper = meanOfBorder(ink, canvas.width) + paperMargin;
  const most = ink.reduce((max, value) => Math.max(max, value), 0);
  if (most - paper < inkThreshold) {
    throw new RangeError('picture: expected something that stands out from its border, found none');
  }
  const clean = ink.map((value) => Math.max(0, value - paper) / (most - paper));
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let [mass, massX, massY] = [0, 0, 0];
  clean.forEach((value, at) => {
    const [x, y] = [at % canvas.width, Math.floor(at / canvas.width)];
    mass += value;
    massX += value * (x + 0.5);
    massY += value * (y + 0.5);
    if (value < inkThreshold) return;
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  });
  const context = openCanvas(canvas);
  const pixels = new ImageData(canvas.width, canvas.height);
  clean.forEach((value, at) => pixels.data.set([255 * value, 255 * value, 255 * value, 255], 4 * at));
  context.putImageData(pixels, 0, 0);
  const scale = (boxShare * Math.min(height, width)) / Math.max(right - left, bottom - top);
  const sheet = openCanvas(new OffscreenCanvas(width, height));
  sheet.fillRect(0, 0, width, height);
  sheet.imageSmoothingQuality = 'high';
  sheet.drawImage(
    canvas,
    width / 2 - (massX / mass) * scale,
    height / 2 - (massY / mass) * scale,
    canvas.width * scale,
    canvas.height * scale,
  );
  return readGrey(sheet);
}

function openCanvas(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  return canvas.getContext('2d', { willReadFrequently: true })!;
}

/** 0–1, by the weights of Rec. 601. */
function readGrey(context: OffscreenCanvasRenderingContext2D): Float32Array {
  const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  return Float32Array.from(
    { length: data.length / 4 },
    (_, at) => (0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2]) / 255,
  );
}

function turnBright(grey: Float32Array, width: number): Float32Array {
  return meanOfBorder(grey, width) > 0.5 ? grey.map((value) => 1 - value) : grey;
}

function meanOfBorder(grey: Float32Array, width: number): number {
  const height = grey.length / width;
  const isBorder = (at: number): boolean => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  };
  const border = grey.filter((_, at) => isBorder(at));
  return border.reduce((sum, value) => sum + value, 0) / border.length;
}
