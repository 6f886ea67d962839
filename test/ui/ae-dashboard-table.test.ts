import { assert, waitUntil } from '@open-wc/testing';
import { nextEvent, placeDashboard } from '../helpers/dashboard.ts';

suite('ae-dashboard with a table', () => {
  test('speaks of rows and offers nothing that needs pictures', async () => {
    const element = placeDashboard({ preset: 'ratings', dataset: 'ratings-demo' });
    await element.ready;
    const projected = nextEvent(element, 'ae-projection');
    await element.train({ epochs: 1 });
    await projected;
    const map = element.renderRoot.querySelector('ae-latent-map')!;
    await waitUntil(() => map.data?.title?.startsWith('Test rows by 6-d latent vector'), 'the title');
    const tray = element.renderRoot.querySelector<
      HTMLElement & { renderRoot: ShadowRoot; updateComplete: Promise<boolean> }
    >('ae-map-tray')!;
    await tray.updateComplete;
    const tools = [...tray.renderRoot.querySelectorAll('.tools button')].map((tool) =>
      tool.textContent!.trim(),
    );
    assert.deepEqual(tools, ['Decode anywhere', 'Walk', 'Sliders', 'Replay']);
    const grid = element.renderRoot.querySelector('ae-reconstruction-grid')!;
    await waitUntil(() => grid.renderRoot.textContent!.includes('rows.'), 'the figures');
    assert.notInclude(grid.renderRoot.textContent!, 'PSNR');
    element.remove();
  });
});
