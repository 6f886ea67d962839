import { html } from 'lit';
import type { LabController } from '../state/index.ts';
import './ae-notice.ts';
import type { CommandEvent } from './send-command.ts';

/** What the lab has to say, each with what can be done about it. */
export function renderNotices(lab: LabController | undefined) {
  return lab?.notices.list.map(
    ({ id, kind, message, actions }) =>
      html`<ae-notice
        part="notice"
        .kind=${kind}
        .message=${message}
        .actions=${actions}
        @ae-command=${(event: CommandEvent) => {
          if (event.detail.command !== 'dismiss') return;
          event.stopPropagation();
          lab.notices.remove(id);
        }}
      ></ae-notice>`,
  );
}
