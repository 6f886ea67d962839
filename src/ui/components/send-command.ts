/** What a person asked for; the dashboard does it. */
export type Command =
  | 'preset'
  | 'theme'
  | 'open-data'
  | 'save'
  | 'open'
  | 'export'
  | 'train'
  | 'pause'
  | 'resume'
  | 'step-batch'
  | 'step-epoch'
  | 'stop'
  | 'reset'
  | 'settings'
  | 'reconstruct'
  | 'refresh'
  | 'dismiss'
  | (string & {});

export interface CommandDetail {
  command: Command;
  value?: unknown;
}

export type CommandEvent = CustomEvent<CommandDetail>;

/** Sends `ae-command` up through all shadow roots. */
export function sendCommand(from: EventTarget, command: Command, value?: unknown): void {
  sendEvent(from, 'ae-command', value === undefined ? { command } : { command, value });
}

/** Sends an event that bubbles and leaves shadow roots. */
export function sendEvent(from: EventTarget, name: string, detail: object): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
