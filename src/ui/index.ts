/** Registers `<ae-dashboard>` and `<ae-lab>`; a page that loads this twice keeps the first. */
import { AeDashboard } from './components/ae-dashboard.ts';
import { AeLab } from './components/ae-lab.ts';

if (!customElements.get('ae-lab')) customElements.define('ae-lab', AeLab);
if (!customElements.get('ae-dashboard')) customElements.define('ae-dashboard', AeDashboard);

export { AeDashboard, AeLab };
