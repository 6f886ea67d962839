export { baseStyles } from './base-styles.ts';
export { dashboardLayout } from './dashboard-layout.ts';
export { colourOfLabel, glyphNames, glyphOfLabel, labelPalette } from './label-palette.ts';
export type { GlyphName, LabelColour } from './label-palette.ts';
export { tokens } from './tokens.ts';
