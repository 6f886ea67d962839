/** Every element of the page but `ae-dashboard` itself; importing this registers them. */
export { AeArchitecture } from './ae-architecture.ts';
export { AeControls, type ControlsProgress } from './ae-controls.ts';
export { AeHeader, type Theme } from './ae-header.ts';
export { AeImageStrip } from './ae-image-strip.ts';
export { AeImageCard, type ImageSample } from './ae-image-card.ts';
export { AeLatentMap } from './ae-latent-map.ts';
export { AeLossChart } from './ae-loss-chart.ts';
export { AeNotice, type NoticeAction } from './ae-notice.ts';
export { AeReconstructionGrid } from './ae-reconstruction-grid.ts';
export { AeSettings } from './ae-settings.ts';
export { AeUses } from './ae-uses.ts';
export type { UseContext, UsePanel } from './uses/use-panels.ts';
export type { MapOverlay } from './map-overlay.ts';
export type { MapPoint, MapTool } from './map-tool.ts';
export type { LatentMapData } from './map-view-data.ts';
export type { Command, CommandDetail, CommandEvent } from './send-command.ts';
