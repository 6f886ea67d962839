import { interpolateLab, piecewise, rgb } from 'd3';
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
  const colourAt = piecewise(
    interpolateLab,
    [low, middle, high].map(([r, g, b]) => rgb(r, g, b)),
  );
  const scale = Array.from({ length: scaleSteps }, (_, step): Rgb => {
    const { r, g, b } = rgb(colourAt(step / (scaleSteps - 1)));
    return [r, g, b];
  });
  return { background, text, faint: low, scale, labels: rest };
}
