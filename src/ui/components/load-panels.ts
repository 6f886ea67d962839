const loaders = [
  () => import('./ae-header.ts'),
  () => import('./ae-controls.ts'),
  () => import('./ae-latent-map.ts'),
  () => import('./ae-selection-panel.ts'),
  () => import('./explore/ae-map-tray.ts'),
  () => import('./ae-image-card.ts'),
  () => import('./ae-loss-chart.ts'),
  () => import('./ae-architecture.ts'),
  () => import('./ae-settings.ts'),
  () => import('./ae-reconstruction-grid.ts'),
  () => import('./ae-uses.ts'),
];

let loaded: Promise<void> | undefined;

/**
 * Defines all panels, each in a task of its own: evaluated with the lab, as one module, they hold the page for longer
 * than a person should feel. They are fetched side by side, once, and come to life as they arrive.
 */
export function loadPanels(): Promise<void> {
  loaded ??= Promise.all(loaders.map((load) => load())).then(() => undefined);
  return loaded;
}
