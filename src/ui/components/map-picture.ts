import { createGlyphPath, type Rgb } from '../charts/index.ts';
import { glyphOfLabel } from '../styles/index.ts';
import type { ColourScale, MistakeCount } from './map-colouring.ts';
import type { LegendEntry } from './ae-map-legend.ts';

/** All that a picture of the map shows, in CSS pixels of the map as it is seen. */
export interface MapPicture {
  width: number;
  height: number;
  title: string;
  /** What made it: one line under the map. */
  notes: string;
  /** Shown points only, context first. */
  points: { x: number; y: number; colour: Rgb; label: number; isRinged: boolean }[];
  /** Of a point. */
  diameter: number;
  entries: readonly (LegendEntry & { colour: Rgb })[];
  /** Colours by what a classifier says: its mistakes are ringed. */
  mistakes?: MistakeCount;
  /** Colours by value in place of classes. */
  scale?: ColourScale & { colours: readonly Rgb[] };
  background: Rgb;
  text: Rgb;
}

const legendWidth = 190;
const rampWidth = 150;
const margin = 16;
/** What a ring's diameter has over its point's, as on the map. */
const ringRoom = 7;
const headHeight = 40;
const footHeight = 34;
const lineHeight = 20;

/** The picture as a vector graphic, whose points are glyphs that can be taken apart. */
export function writeMapSvg(picture: MapPicture): string {
  const { width, height, points, diameter, scale } = picture;
  const labels = [...new Set(points.map(({ label }) => label))];
  const [w, h] = sizeOf(picture);
  const size = (diameter * 24) / 20;
  const symbols = labels.map(
    (label) =>
      `<symbol id="g${label}" viewBox="0 0 24 24"><path fill-rule="evenodd" d="${createGlyphPath(glyphOfLabel(label))}"/></symbol>`,
  );
  if (points.some(({ isRinged }) => isRinged)) {
    symbols.push(
      `<symbol id="ring" viewBox="0 0 24 24"><path fill-rule="evenodd" d="${createGlyphPath('halo')}"/></symbol>`,
    );
  }
  const ringSize = ((diameter + ringRoom) * 24) / 20;
  const uses = points.map(
    ({ x, y, colour, label, isRinged }) =>
      useAt(`g${label}`, x, y, size, colour) + (isRinged ? useAt('ring', x, y, ringSize, picture.text) : ''),
  );
  const legend = scale
    ? [
        `<linearGradient id="ramp">${scale.colours.map((colour, step) => `<stop offset="${stopAt(step, scale.colours)}" stop-color="${css(colour)}"/>`).join('')}</linearGradient>`,
        `<rect x="${legendX(width)}" y="${headHeight + lineHeight}" width="${rampWidth}" height="10" fill="url(#ramp)"/>`,
        ...scaleTexts(scale).map(([text, line]) =>
          textAt(legendX(width), headHeight + 14 + line * lineHeight, text),
        ),
      ]
    : listLegend(picture).map(({ text, mark }, line) => {
        const top = headHeight + line * lineHeight;
        if (!mark) return textAt(legendX(width), top + 14, text);
        return (
          `<path transform="translate(${legendX(width)} ${top + 4}) scale(.5)" fill-rule="evenodd" fill="${css(mark.colour)}" d="${mark.path}"/>` +
          textAt(legendX(width) + 18, top + 14, text)
        );
      });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="system-ui, sans-serif" font-size="12" fill="${css(picture.text)}">`,
    `<rect width="${w}" height="${h}" fill="${css(picture.background)}"/>`,
    ...symbols,
    `<text x="${margin}" y="26" font-size="15" font-weight="600">${escapeXml(picture.title)}</text>`,
    `<svg x="${margin}" y="${headHeight}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill-opacity=".85">`,
    ...uses,
    '</svg>',
    ...legend,
    textAt(margin, headHeight + height + 22, picture.notes),
    '</svg>',
  ].join('\n');
}

/** The picture as pixels; `map` is the canvas it is seen on, and sets the resolution. */
export async function drawMapPng(picture: MapPicture, map: HTMLCanvasElement): Promise<Blob> {
  const [width, height] = sizeOf(picture);
  const ratio = map.width / picture.width;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  context.fillStyle = css(picture.background);
  context.fillRect(0, 0, width, height);
  context.drawImage(map, margin, headHeight, picture.width, picture.height);
  const write = (text: string, x: number, y: number, font = '12px system-ui, sans-serif') => {
    context.font = font;
    context.fillStyle = css(picture.text);
    context.fillText(text, x, y);
  };
  write(picture.title, margin, 26, '600 15px system-ui, sans-serif');
  write(picture.notes, margin, headHeight + picture.height + 22);
  const x = legendX(picture.width);
  if (picture.scale) {
    const { colours } = picture.scale;
    const ramp = context.createLinearGradient(x, 0, x + rampWidth, 0);
    colours.forEach((colour, step) => ramp.addColorStop(stopAt(step, colours), css(colour)));
    context.fillStyle = ramp;
    context.fillRect(x, headHeight + lineHeight, rampWidth, 10);
    for (const [text, line] of scaleTexts(picture.scale)) write(text, x, headHeight + 14 + line * lineHeight);
  }
  for (const [line, { text, mark }] of (picture.scale ? [] : listLegend(picture)).entries()) {
    const top = headHeight + line * lineHeight;
    if (mark) {
      context.save();
      context.translate(x, top + 4);
      context.scale(0.5, 0.5);
      context.fillStyle = css(mark.colour);
      context.fill(new Path2D(mark.path), 'evenodd');
      context.restore();
    }
    write(text, mark ? x + 18 : x, top + 14);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob
        ? resolve(blob)
        : reject(new Error('expected the browser to encode a PNG, found no memory for it')),
    ),
  );
}

function sizeOf({ width, height }: MapPicture): [number, number] {
  return [width + legendWidth + 3 * margin, height + headHeight + footHeight];
}

function legendX(width: number): number {
  return width + 2 * margin;
}

/** The lines of a legend without a scale; a mark is a path in a 24 × 24 box, filled by the even-odd rule. */
function listLegend(picture: MapPicture): { text: string; mark?: { path: string; colour: Rgb } }[] {
  const { entries, mistakes, text } = picture;
  const classes = entries.map(({ name, count, label, colour }) => ({
    text: `${name}  ${count}`,
    mark: { path: createGlyphPath(glyphOfLabel(label)), colour },
  }));
  if (!mistakes) return classes;
  return [
    { text: 'Colour: what it is taken for' },
    { text: 'Shape: the label' },
    {
      text: `Ringed: wrong  ${mistakes.wrong} of ${mistakes.total}`,
      mark: { path: createGlyphPath('halo'), colour: text },
    },
    ...classes,
  ];
}

/** What is written beside the ramp, and on which line; the ramp itself is line 1. */
function scaleTexts({ title, low, high }: ColourScale): [text: string, line: number][] {
  return [[title, 0], [`${low} to ${high}`, 2]]; // prettier-ignore
}

function stopAt(step: number, { length }: readonly Rgb[]): number {
  return step / Math.max(1, length - 1);
}

function useAt(symbol: string, x: number, y: number, size: number, colour: Rgb): string {
  const [left, top, side] = [x - size / 2, y - size / 2, size].map((value) => value.toFixed(1));
  return `<use href="#${symbol}" x="${left}" y="${top}" width="${side}" height="${side}" fill="${css(colour)}"/>`;
}

function textAt(x: number, y: number, text: string): string {
  return `<text x="${x}" y="${y}">${escapeXml(text)}</text>`;
}

function css([r, g, b]: Rgb): string {
  return `rgb(${r},${g},${b})`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
