import { formatShare } from './format-figures.ts';

/** One of the numbers that a loss is made of, or goes with, over an epoch. */
export interface LossPart {
  train: number;
  validation: number;
}

interface PartDescription {
  title: string;
  /** Of the axis. */
  unit: string;
  format: (value: number) => string;
}

/** In the order in which they are shown; other parts come after these, under their own names. */
const descriptions: Readonly<Record<string, PartDescription>> = {
  similarity: { title: 'Structural similarity', unit: 'SSIM', format: (value) => value.toFixed(3) },
  reconstruction: { title: 'Reconstruction', unit: 'nats', format: (value) => value.toFixed(1) },
  kl: { title: 'KL divergence', unit: 'nats', format: (value) => value.toFixed(2) },
  crossEntropy: { title: 'Cross-entropy', unit: 'nats', format: (value) => value.toFixed(3) },
  accuracy: { title: 'Accuracy', unit: 'share', format: formatShare },
};

export function describePart(name: string): PartDescription {
  return descriptions[name] ?? { title: name, unit: '', format: (value) => value.toPrecision(4) };
}

/** Names of the parts that any epoch has. */
export function listParts(history: readonly { parts?: Readonly<Record<string, LossPart>> }[]): string[] {
  const found = new Set(history.flatMap(({ parts }) => Object.keys(parts ?? {})));
  const known = Object.keys(descriptions).filter((name) => found.has(name));
  return [...known, ...[...found].filter((name) => !(name in descriptions))];
}
