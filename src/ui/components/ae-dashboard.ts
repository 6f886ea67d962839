import { property } from 'lit/decorators.js';
import { baseStyles, dashboardLayout } from '../styles/index.ts';
import { AeLab } from './ae-lab.ts';
import { renderDashboard } from './dashboard-view.ts';

/** An autoencoder laboratory in one tag: `<ae-lab>` with all panels in their default places. */
export class AeDashboard extends AeLab {
  static override styles = [baseStyles, dashboardLayout];

  /** Panels not to show, by name: header controls settings learning architecture map card reconstructions uses, or of a use. */
  @property() hide = '';

  protected override get hiddenPanels(): ReadonlySet<string> {
    return new Set(this.hide.split(/[\s,]+/));
  }

  override render() {
    return renderDashboard(this.lab, this.hiddenPanels);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-dashboard': AeDashboard;
  }
}
