/**
 * Ten colours that only ever mean labels. Each has a value for the light and one for the dark background, chosen by
 * search so that every pair stays apart in normal, protan, deutan and tritan sight; a glyph stands beside each all the same.
 */
export interface LabelColour {
  light: string;
  dark: string;
}

export const labelPalette: readonly LabelColour[] = [
  { light: '#2b32bd', dark: '#4481ff' },
  { light: '#e4ba1d', dark: '#febf05' },
  { light: '#ff4b13', dark: '#fa8149' },
  { light: '#79d1b0', dark: '#77bca4' },
  { light: '#2b9f6b', dark: '#04ef99' },
  { light: '#a03b66', dark: '#bb2e73' },
  { light: '#b355fe', dark: '#8451b8' },
  { light: '#6568b0', dark: '#bdc1fb' },
  { light: '#624901', dark: '#a36c1d' },
  { light: '#979cc6', dark: '#9089b0' },
];

/** Shapes that name a class without its colour; drawn on the map when points are large enough, and in every legend. */
export const glyphNames = [
  'disc',
  'square',
  'triangle',
  'diamond',
  'cross',
  'ring',
  'star',
  'wedge',
  'bar',
  'plus',
] as const;
export type GlyphName = (typeof glyphNames)[number];

/** The glyph of class `label`; classes past the tenth share the glyphs in turn, as they share the colours. */
export function glyphOfLabel(label: number): GlyphName {
  return glyphNames[label % glyphNames.length];
}

/** The CSS colour of class `label`, for use where `tokens` are in the styles. */
export function colourOfLabel(label: number): string {
  return `var(--_label-${label % labelPalette.length})`;
}
