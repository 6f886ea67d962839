import { lab, rgb } from 'd3';
import type { Rgb } from '../charts/index.ts';
import { colourOfLabel, labelPalette } from '../styles/index.ts';
import { scaleSteps } from './map-colouring.ts';
import { resolveColours } from './resolve-colours.ts';

/** The colours that a map is drawn with, as they come to in the present theme. */
export interface MapInks {
  background: Rgb;
  text: Rgb;
  /** Of points that are context. */
  faint: Rgb;
  /** By class; a single one where there are no classes. */
  labels: Rgb[];
  /** By step of a scale of values. */
  scale: Rgb[];
}

export function resolveInks(root: ShadowRoot, labelled: boolean): MapInks {
  const labels = labelled ? labelPalette.map((_, label) => colourOfLabel(label)) : ['var(--_muted)'];
  const own = [
    'var(--_background)',
    'var(--_text)',
    'var(--_scale-low)',
    'var(--_accent)',
    'var(--_scale-high)',
  ];
  const [background, text, low, middle, high, ...rest] = resolveColours(root, [...own, ...labels]);
  return { background, text, faint: low, scale: blendScale([low, middle, high]), labels: rest };
}

/** Steps between colours that look equally far apart: straight lines in CIELAB, in numbers, which no name is made of. */
function blendScale(colours: readonly Rgb[]): Rgb[] {
  const stops = colours.map(([r, g, b]) => lab(rgb(r, g, b)));
  return Array.from({ length: scaleSteps }, (_, step): Rgb => {
    const at = (step / (scaleSteps - 1)) * (stops.length - 1);
    const first = Math.min(Math.floor(at), stops.length - 2);
    const [from, to] = [stops[first], stops[first + 1]];
    const between = (key: 'l' | 'a' | 'b') => from[key] + (to[key] - from[key]) * (at - first);
    const { r, g, b } = lab(between('l'), between('a'), between('b')).rgb().clamp();
    return [r, g, b];
  });
}
