import type { ProjectionMethod } from '../../workers/index.ts';

/** What the points' colours can mean. */
export const colourings = ['label', 'prediction', 'error', 'distance', 'trust'] as const;
export type Colouring = (typeof colourings)[number];

/** What a person chose for the map, kept for the next visit. */
export interface MapSettings {
  method: ProjectionMethod;
  /** Of the method `dims`, from 0. */
  dimensions: [x: number, y: number];
  colouring: Colouring;
  /** Of the points, times what suits their number. */
  pointSize: number;
}

export const pointSizeLimits = { least: 0.5, most: 2.5 } as const;

const methods: readonly string[] = ['umap', 'pca', 'dims'] satisfies ProjectionMethod[];
const storagePrefix = 'ae-dashboard/map/';

const checks: { [Name in keyof MapSettings]: (value: unknown) => boolean } = {
  method: (value) => methods.includes(value as string),
  dimensions: (value) =>
    Array.isArray(value) && value.length === 2 && value.every((at) => Number.isInteger(at) && at >= 0),
  colouring: (value) => (colourings as readonly unknown[]).includes(value),
  pointSize: (value) =>
    typeof value === 'number' && value >= pointSizeLimits.least && value <= pointSizeLimits.most,
};

/** What was chosen on an earlier visit; only fields that are still what they should be. */
export function recallMapSettings(key: string): Partial<MapSettings> {
  try {
    const stored = JSON.parse(localStorage.getItem(storagePrefix + key) ?? '{}') as Record<string, unknown>;
    const names = Object.keys(checks) as (keyof MapSettings)[];
    return Object.fromEntries(
      names.filter((name) => checks[name](stored[name])).map((name) => [name, stored[name]]),
    );
  } catch {
    return {};
  }
}

export function rememberMapSettings(key: string, chosen: Partial<MapSettings>): void {
  try {
    localStorage.setItem(storagePrefix + key, JSON.stringify({ ...recallMapSettings(key), ...chosen }));
  } catch {
    // Blocked or full storage: the choice holds for this visit only.
  }
}
