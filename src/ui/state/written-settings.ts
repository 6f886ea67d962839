import type { NoiseKind } from '../../workers/index.ts';
import { hasSetting, listPresetsWith, specialSettings } from './preset-settings.ts';
import { checkSettings, defaultSettings, type Settings } from './settings.ts';

/** What a page can write as attributes of the element, each by itself. */
export interface WrittenSettings extends Omit<Settings, 'model' | 'noise' | 'decay' | 'binarize' | 'frozen'> {
  /** Numbers in the latent vector. */
  latentSize: number;
  dropout: number;
  /** A kind and an amount: `gaussian 0.5`. */
  noise: string;
}

/**
 * What is written anew, as changes of the present settings.
 * @throws RangeError that says which is out of its limits, or not the preset's, what was expected and what was found.
 */
export function readChanges(
  written: Partial<WrittenSettings>,
  { preset, model }: Settings,
): Partial<Settings> {
  const next = written.preset ?? preset;
  // Another preset begins with its own model.
  const changes = readWritten(written, next === preset ? model : undefined);
  requireFits(next, changes);
  return changes;
}

/** @param model options that stay beside those that are written */
function readWritten(
  { latentSize, dropout, noise, ...others }: Partial<WrittenSettings>,
  model: Settings['model'] = {},
): Partial<Settings> {
  const options = {
    ...(latentSize !== undefined && { latentDim: latentSize }),
    ...(dropout !== undefined && { dropout }),
  };
  const settings = {
    ...others,
    ...(noise !== undefined && { noise: parseNoise(noise) }),
    ...(Object.keys(options).length > 0 && { model: { ...model, ...options } }),
  };
  checkSettings(settings);
  return settings;
}

/** @throws RangeError where settings have what the preset has not. */
function requireFits(preset: Settings['preset'], settings: Partial<Settings>): void {
  const found = { ...settings.model, ...settings };
  const other = specialSettings.find((name) => found[name] !== undefined && !hasSetting(preset, name));
  if (!other) return;
  throw new RangeError(
    `expected ${other === 'latentDim' ? 'latent size' : other} with a preset that has it (${listPresetsWith(other).join(', ')}), found ${preset}`,
  );
}

/**
 * The settings to start with: what the page's author wrote, before what the person chose on an earlier visit, before
 * the preset's defaults. A field that is out of its limits, or that the author's preset has not, is left out and its
 * error returned; where it is the person that chose another preset, it is no error.
 */
export function gatherSettings(
  written: Partial<WrittenSettings>,
  recalled: Partial<Settings>,
): { settings: Settings; problems: Error[] } {
  const problems: Error[] = [];
  const attempt = (act: () => void) => {
    try {
      act();
    } catch (error) {
      problems.push(error as Error);
    }
  };
  let valid: Partial<Settings> = {};
  const add = (part: Partial<WrittenSettings>) => (valid = { ...valid, ...readWritten(part, valid.model) });
  const { preset: name, ...others } = written;
  if (name !== undefined) attempt(() => add({ preset: name }));
  const preset = valid.preset ?? recalled.preset ?? 'compact';
  const isOfPerson = valid.preset === undefined && recalled.preset !== undefined;
  for (const [key, value] of Object.entries(others)) {
    attempt(() => {
      const part = readWritten({ [key]: value });
      if (isOfPerson && !fits(preset, part)) return;
      requireFits(preset, part);
      add({ [key]: value });
    });
  }
  // What was chosen for another preset says nothing about this one.
  const chosen = recalled.preset === undefined || recalled.preset === preset ? recalled : {};
  const model = { ...chosen.model, ...valid.model };
  const hasModel = Object.keys(model).length > 0;
  return {
    settings: { ...defaultSettings(preset), ...chosen, ...valid, preset, ...(hasModel && { model }) },
    problems,
  };
}

function fits(preset: Settings['preset'], settings: Partial<Settings>): boolean {
  try {
    requireFits(preset, settings);
    return true;
  } catch {
    return false;
  }
}

/** Whether it is good is `checkSettings`' to say, but for what is no kind and number. */
function parseNoise(text: string): NonNullable<Settings['noise']> {
  const [kind, amount, ...rest] = text.trim().split(/\s+/);
  if (amount === undefined || rest.length > 0 || Number.isNaN(Number(amount))) {
    throw new RangeError(
      `expected noise to be a kind and an amount, "gaussian 0.5" for one, found ${JSON.stringify(text)}`,
    );
  }
  return { kind: kind as NoiseKind, amount: Number(amount) };
}
