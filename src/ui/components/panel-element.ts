import { LitElement } from 'lit';
import { nextFrame } from '../state/index.ts';
import { sendEvent } from './send-command.ts';

/** When the panels that came so far will all have been painted. */
let painted = Promise.resolve();

/**
 * A panel of the lab. Its first rendering is a task of its own, its layout a frame of its own: ten of them in one, as Lit
 * would do it, hold the page for a quarter of a second when it opens (measured by `npm run bench -- ui`).
 *
 * @fires ae-panel - When it is connected: the lab around it gives it what it shows from then on
 */
export class PanelElement extends LitElement {
  override connectedCallback(): void {
    super.connectedCallback();
    sendEvent(this, 'ae-panel', {});
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await (painted = painted.then(nextFrame));
    await super.scheduleUpdate();
  }
}
