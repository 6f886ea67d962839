import { LitElement } from 'lit';

/**
 * The dashboard, and each of its panels. Its first rendering is a task of its own: ten of them in one, as Lit would do it, hold the
 * page for a quarter of a second when it opens (measured by `npm run bench -- ui`).
 */
export class PanelElement extends LitElement {
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await new Promise((resolve) => setTimeout(resolve));
    await super.scheduleUpdate();
  }
}
