import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { objectiveSettings, type Settings, type WrittenSettings } from '../state/index.ts';

const settingNames = [
  ...(['preset', 'epochs', 'batchSize', 'learningRate', 'seed', 'threads', 'latentSize', 'dropout'] as const),
  ...objectiveSettings,
];

/** The settings of a run as attributes and properties; what is not written is the preset's, or what the person chose. */
export abstract class SettingsElement extends LitElement {
  @property() preset: Settings['preset'] | undefined;
  @property({ type: Number }) epochs: number | undefined;
  @property({ type: Number, attribute: 'batch-size' }) batchSize: number | undefined;
  @property({ type: Number, attribute: 'learning-rate' }) learningRate: number | undefined;
  @property({ type: Number }) seed: number | undefined;
  @property({ type: Number }) threads: number | undefined;
  /** Numbers in the latent vector. */
  @property({ type: Number, attribute: 'latent-size' }) latentSize: number | undefined;
  @property({ type: Number }) dropout: number | undefined;
  /** A kind and an amount: `gaussian 0.5`. */
  @property() noise: string | undefined;
  @property({ type: Number, attribute: 'structure-weight' }) structureWeight: number | undefined;
  @property({ type: Number }) beta: number | undefined;
  @property({ type: Number, attribute: 'kl-warm-up-epochs' }) klWarmUpEpochs: number | undefined;
  @property({ type: Number, attribute: 'label-weight' }) labelWeight: number | undefined;
  @property({ type: Number, attribute: 'label-budget' }) labelBudget: number | undefined;
  @property({ type: Number }) jitter: number | undefined;

  protected readSettings(): Partial<WrittenSettings> {
    return Object.fromEntries(
      settingNames
        .map((name) => [name, this[name]])
        .filter(([, value]) => value !== undefined && value !== null),
    );
  }
}
