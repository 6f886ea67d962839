/** Door of the state: what the element and its view need of it. */
export { downloadFile } from './download-file.ts';
export type { ExportFormat, ExportOrder } from './exporter.ts';
export {
  farLimit,
  LatentExplorer,
  maxMoments,
  nearLimit,
  walkStops,
  type ExplorerTool,
  type NearPoint,
} from './explore/index.ts';
export { LabController } from './lab-controller.ts';
export type { LabHost } from './lab-view.ts';
export type { LabState } from './lab-state.ts';
export { describeSample, type MapData, type MapSample } from './map-data.ts';
export type { ProjectedSplit, ProjectSplitOptions } from './model-views.ts';
export { nextFrame, nextTask } from './next-task.ts';
export { hasSetting, objectiveSettings, type SpecialSetting } from './preset-settings.ts';
export type { Notice } from './notice-board.ts';
export { pointSizeLimits, recallMapSettings, type Colouring, type MapSettings } from './map-settings.ts';
export { MapSelection } from './map-selection.ts';
export { runCommand, type Order } from './run-command.ts';
export { combineSelection, readSelectionMode, type SelectionMode } from './selection-set.ts';
export { recallSettings, type Settings } from './settings.ts';
export { gatherSettings, readChanges, type WrittenSettings } from './written-settings.ts';
export { presetList, presetNames } from '../../workers/index.ts';
export type { SelectionSummary } from './summarize-selection.ts';
