export { drawErrorMap, drawImage, errorMapCeiling } from './draw-pixels.ts';
export type { ImageShape } from './draw-pixels.ts';
export { formatCount, formatRemaining, formatRmse, formatShare } from './format-figures.ts';
export { createGlyphPath } from './glyph.ts';
export { createLossChart, describeLossPoint } from './loss-chart.ts';
export type { LossChart, LossChartData, LossPoint } from './loss-chart.ts';
export type { Rgb } from './pixel-raster.ts';
export { createScatterMap } from './scatter-map.ts';
export type { ScatterMap, ScatterMapData, ScatterMapOptions } from './scatter-map.ts';
