/**
 * Ten colours that only ever mean labels. Each has a value for the light and one for the dark background, chosen by
 * search so that every pair stays apart in normal, protan, deutan and tritan sight; a glyph stands beside each all the same.
 */
export interface LabelColour {
  light: string;
  dark: string;
}

export const labelPalette: readonly LabelColour[] = [
  { light: '#4269d0', dark: '#5b82ea' },
  { light: '#d99a00', dark: '#efb118' },
  { light: '#ff725c', dark: '#ff725c' },
  { light: '#4fb8a3', dark: '#6cc5b0' },
  { light: '#2f9e44', dark: '#3ca951' },
  { light: '#f277b0', dark: '#ff8ab7' },
  { light: '#9a55ee', dark: '#a463f2' },
  { light: '#6fa8e0', dark: '#97bbf5' },
  { light: '#8f6148', dark: '#a5745a' },
  { light: '#83868f', dark: '#9498a0' },
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
