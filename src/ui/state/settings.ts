import {
  isPresetName,
  presetList,
  presetNames,
  type Noise,
  type NoiseKind,
  type PresetEntry,
  type PresetName,
  type TrainingConfig,
} from '../../workers/index.ts';

/** What a person can set before, and partly during, a run. */
export interface Settings extends TrainingConfig {
  preset: PresetName;
  /** Threads to ask for; the page's isolation may grant fewer. */
  threads: number;
}

/** The preset for data of a kind: tables have their own, and images none of those. */
export function choosePreset(preset: PresetName, kind: 'table' | 'ratings' | undefined): PresetName {
  const dataOf = (name: PresetName) => (presetList[name] as PresetEntry).data;
  return dataOf(preset) === kind ? preset : presetNames.find((name) => dataOf(name) === kind)!;
}

export function defaultSettings(preset: PresetName): Settings {
  return { preset, ...presetList[preset].defaults, threads: navigator.hardwareConcurrency || 1 };
}

/**
 * Checks the fields that are there.
 * @throws RangeError that says which field, what was expected and what was found.
 */
export function checkSettings(settings: Partial<Settings>): void {
  const { preset, learningRate } = settings;
  if (preset !== undefined && !isPresetName(preset)) {
    throw new RangeError(`expected preset to be one of ${presetNames.join(', ')}, found ${preset as string}`);
  }
  checkInteger('epochs', settings.epochs, 1, 10_000);
  checkInteger('batch size', settings.batchSize, 1, 8192);
  checkInteger('seed', settings.seed, 0, 2 ** 32 - 1);
  const { model, noise } = settings;
  if (model && !Object.values(model).every((value) => value === undefined || typeof value === 'number')) {
    throw new RangeError(`expected model to be options with numbers, found ${JSON.stringify(model)}`);
  }
  checkInteger('latent size', model?.latentDim, 1, 1024);
  checkNumber('dropout', model?.dropout, 0.95);
  if (noise) checkNoise(noise);
  checkInteger('threads', settings.threads, 1, 64);
  checkNumber('beta', settings.beta, 1000);
  checkNumber('KL warm-up', settings.klWarmUpEpochs, 10_000);
  checkNumber('structure weight', settings.structureWeight, 1);
  checkNumber('label weight', settings.labelWeight, 1);
  checkNumber('jitter', settings.jitter, 8);
  checkInteger('label budget', settings.labelBudget, 1, 2 ** 31);
  const { frozen } = settings;
  if (frozen !== undefined && frozen !== 'encoder' && frozen !== 'decoder') {
    throw new RangeError(`expected frozen to be encoder, decoder or none, found ${String(frozen)}`);
  }
  if (learningRate !== undefined && !(learningRate > 0 && learningRate < Infinity)) {
    throw new RangeError(`expected learning rate to be a number above 0, found ${learningRate}`);
  }
}

/**
 * The settings with changes applied, and which of them differ. A new preset brings its own defaults for what is not
 * named beside it.
 * @throws RangeError as `checkSettings`.
 */
export function changeSettings(
  settings: Settings,
  changes: Partial<Settings>,
): { settings: Settings; changed: Set<keyof Settings> } {
  checkSettings(changes);
  const preset = changes.preset ?? settings.preset;
  const { seed, threads } = settings;
  const base = preset === settings.preset ? settings : { ...presetList[preset].defaults, seed, threads };
  const next = { ...base, ...changes, preset };
  const keys = Object.keys({ ...settings, ...next }) as (keyof Settings)[];
  return { settings: next, changed: new Set(keys.filter((key) => next[key] !== settings[key])) };
}

/** Settings that a run goes on with when they change. */
const lasting: ReadonlySet<keyof Settings> = new Set(['epochs', 'learningRate', 'threads', 'frozen']);

/** Whether two runs are made alike, but for what a run goes on with when it changes. */
export function areAlike(a: Partial<Settings>, b: Partial<Settings>): boolean {
  const shapeOf = ({ model, ...others }: Partial<Settings>) => {
    // How many classes there are is told by the data.
    const { classes: _, ...options } = model ?? {};
    const entries = Object.entries({ ...others, ...options, ...others.noise, noise: undefined });
    return JSON.stringify(
      entries
        .filter(([name, value]) => value !== undefined && !lasting.has(name as keyof Settings))
        .sort(([first], [second]) => (first < second ? -1 : 1)),
    );
  };
  return shapeOf(a) === shapeOf(b);
}

/** Whether any of the changes shapes a run from its beginning: then a new one begins. */
export function shapesRun(changed: ReadonlySet<keyof Settings>): boolean {
  return [...changed].some((name) => !lasting.has(name));
}

const mostNoise: Readonly<Record<NoiseKind, number>> = {
  ...{ gaussian: 1, 'salt-and-pepper': 1, masking: 1, blur: 4 },
};

function checkNoise({ kind, amount }: Noise): void {
  if (!Object.hasOwn(mostNoise, kind)) {
    const kinds = Object.keys(mostNoise).join(', ');
    throw new RangeError(`expected noise to be one of ${kinds}, found ${String(kind)}`);
  }
  checkNumber(`amount of ${kind} noise`, amount, mostNoise[kind]);
}

function checkNumber(name: string, value: number | undefined, max: number): void {
  if (value === undefined || (value >= 0 && value <= max)) return;
  throw new RangeError(`expected ${name} to be a number from 0 to ${max}, found ${value}`);
}

function checkInteger(name: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
  throw new RangeError(`expected ${name} to be a whole number from ${min} to ${max}, found ${value}`);
}

const storagePrefix = 'ae-dashboard/settings/';

/** What was chosen on an earlier visit; nothing where storage is blocked or holds something else. */
export function recallSettings(key: string): Partial<Settings> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storagePrefix + key) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    checkSettings(stored);
    return stored;
  } catch {
    return {};
  }
}

export function rememberSettings(key: string, chosen: Partial<Settings>): void {
  // A newly chosen preset starts from its own defaults.
  const kept = chosen.preset === undefined ? recallSettings(key) : {};
  try {
    localStorage.setItem(storagePrefix + key, JSON.stringify({ ...kept, ...chosen }));
  } catch {
    // Blocked or full storage: the settings hold for this visit only.
  }
}
