/** Registers `<ae-dashboard>`; a page that loads this twice keeps the first. */
import { AeDashboard } from './components/ae-dashboard.ts';

if (!customElements.get('ae-dashboard')) customElements.define('ae-dashboard', AeDashboard);

export { AeDashboard };
