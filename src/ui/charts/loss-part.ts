import { formatShare } from './format-figures.ts';

/** Where an epoch's record has what its loss is made of, and what goes with it. */
export interface LossFigures {
  /** By name: the epoch's running figures. */
  parts?: Readonly<Record<string, number>>;
  /** The same on the validation images. */
  validationParts?: Readonly<Record<string, number>>;
  /** Of a classifier: share of the validation images that it names rightly. */
  validationAccuracy?: number;
}

/** One of these figures of one epoch. */
export interface LossPart {
  train?: number;
  validation?: number;
}

interface PartDescription {
  title: string;
  /** Of the axis. */
  unit: string;
  format: (value: number) => string;
}

/** In the order in which they are shown; other parts come after these, under their own names. */
const descriptions: Readonly<Record<string, PartDescription>> = {
  reconstruction: { title: 'Reconstruction', unit: 'nats', format: (value) => value.toFixed(1) },
  kl: { title: 'KL divergence', unit: 'nats', format: (value) => value.toFixed(2) },
  crossEntropy: { title: 'Cross-entropy', unit: 'nats', format: (value) => value.toFixed(3) },
  accuracy: { title: 'Accuracy', unit: 'share', format: formatShare },
};

export function describePart(name: string): PartDescription {
  return descriptions[name] ?? { title: name, unit: '', format: (value) => value.toPrecision(4) };
}

/** The figures of one epoch by name. */
export function gatherParts({
  parts = {},
  validationParts = {},
  validationAccuracy,
}: LossFigures): Record<string, LossPart> {
  const names = [...new Set([...Object.keys(parts), ...Object.keys(validationParts)])];
  const gathered: Record<string, LossPart> = Object.fromEntries(
    names.map((name) => [name, { train: parts[name], validation: validationParts[name] }]),
  );
  if (validationAccuracy !== undefined) gathered.accuracy = { validation: validationAccuracy };
  return gathered;
}

/** Names of the parts that any epoch has. */
export function listParts(history: readonly LossFigures[]): string[] {
  const found = new Set(history.flatMap((point) => Object.keys(gatherParts(point))));
  const known = Object.keys(descriptions).filter((name) => found.has(name));
  return [...known, ...[...found].filter((name) => !(name in descriptions))];
}

/** `train 117.0, validation 118.0`, or one of them. */
export function formatPart(name: string, part: LossPart): string {
  const { format } = describePart(name);
  return (['train', 'validation'] as const)
    .flatMap((split) => (part[split] === undefined ? [] : [`${split} ${format(part[split])}`]))
    .join(', ');
}
