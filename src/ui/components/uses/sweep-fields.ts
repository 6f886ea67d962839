import { hasSetting } from '../../state/index.ts';
import type { PresetName, SweepParameter } from '../../../workers/index.ts';

/** A parameter that a sweep can vary, as the page asks for its values. */
export interface SweepField {
  parameter: SweepParameter;
  label: string;
  /** What it means, and its limits. */
  title: string;
  /** An example of what to write. */
  example: string;
}

const all: readonly SweepField[] = [
  {
    parameter: 'latentDim',
    label: 'Latent size',
    title: 'Numbers in the latent vector, from 1 to 1,024',
    example: '2, 8, 16, 32, 49',
  },
  {
    parameter: 'width',
    label: 'Width',
    title: 'Factor of the filters and hidden units of every layer, from 0.0625 to 8',
    example: '0.5, 1, 2',
  },
  {
    parameter: 'learningRate',
    label: 'Learning rate',
    title: "Adam's step size, above 0",
    example: '0.001, 0.002, 0.004',
  },
  {
    parameter: 'dropout',
    label: 'Dropout',
    title: 'Share of the latent values that are dropped while training, from 0 to 0.95',
    example: '0, 0.1, 0.3',
  },
  {
    parameter: 'noise',
    label: 'Noise',
    title: 'Amount of the noise that the network sees; each trial is judged on images with its own',
    example: '0.3, 0.5',
  },
  {
    parameter: 'beta',
    label: 'β, weight of KL',
    title: 'Of the divergence of a variational model, from 0 to 1,000',
    example: '0.5, 1, 2, 4',
  },
];

/** Those that the preset has. */
export function listSweepFields(preset: PresetName): readonly SweepField[] {
  return all.filter(({ parameter }) => parameter === 'learningRate' || hasSetting(preset, parameter));
}

/** What is written when the panel opens: one parameter varies. */
export function firstValues(preset: PresetName): Partial<Record<SweepParameter, string>> {
  const { parameter, example } = listSweepFields(preset)[0];
  return { [parameter]: example };
}

/** Numbers with commas or spaces between them; undefined for anything else. */
export function parseValues(text: string): number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const values = parts.map(Number);
  return values.every((value) => Number.isFinite(value)) ? [...new Set(values)] : undefined;
}
