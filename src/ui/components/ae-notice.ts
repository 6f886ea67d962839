import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { sendCommand } from './send-command.ts';

export interface NoticeAction {
  label: string;
  command: string;
}

/**
 * One message in the page: what happened and what can be done. Errors and warnings interrupt a screen reader, others wait.
 *
 * @fires ae-command - an action's command, or `dismiss`
 * @csspart message @csspart action
 */
@defineElement('ae-notice')
export class AeNotice extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .notice {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        padding: 8px var(--_gutter);
        border-left: 3px solid var(--_accent);
      }
      .warning {
        border-color: var(--_warning);
      }
      .error {
        border-color: var(--_error);
      }
      .kind {
        font-weight: 600;
      }
      .warning .kind {
        color: var(--_warning);
      }
      .error .kind {
        color: var(--_error);
      }
      p {
        flex: 1 1 240px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
    `,
  ];

  @property() kind: 'info' | 'warning' | 'error' = 'info';
  @property() message = '';
  @property({ attribute: false }) actions: readonly NoticeAction[] = [];

  override render() {
    if (!this.message) return nothing;
    const kindWord = { info: '', warning: 'Note. ', error: 'Error. ' }[this.kind];
    return html`<div class="notice ${this.kind}" role=${this.kind === 'info' ? 'status' : 'alert'}>
      <p part="message">
        ${kindWord ? html`<span class="kind">${kindWord}</span>` : nothing}${asSentence(this.message)}
      </p>
      <div class="actions">
        ${this.actions.map(
          ({ label, command }) =>
            html`<button part="action" class="small" @click=${() => sendCommand(this, command)}>
              ${label}
            </button>`,
        )}
        <button part="action" class="small plain" aria-label="Dismiss this message" @click=${this.dismiss}>
          Dismiss
        </button>
      </div>
    </div>`;
  }

  private dismiss(): void {
    sendCommand(this, 'dismiss');
    this.message = '';
  }
}

/** Error messages have no full stop and no capital, as errors should; on the page they are sentences. */
function asSentence(message: string): string {
  const closed = /[.!?…]$/.test(message) ? message : `${message}.`;
  return closed[0].toUpperCase() + closed.slice(1);
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-notice': AeNotice;
  }
}
