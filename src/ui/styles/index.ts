export { baseStyles } from './base-styles.ts';
export { colourOfLabel, glyphNames, glyphOfLabel, labelPalette } from './label-palette.ts';
export type { GlyphName, LabelColour } from './label-palette.ts';
export { tokens } from './tokens.ts';
