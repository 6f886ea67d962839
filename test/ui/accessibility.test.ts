import { assert, waitUntil } from '@open-wc/testing';
import type { AeDashboard } from '../../src/ui/index.ts';
import { assertAccessible } from '../helpers/accessibility.ts';
import { nextEvent, placeSmallDashboard } from '../helpers/dashboard.ts';

const narrowPx = 360;
const patience = { timeout: 20_000 };

/** Buttons that open something in a panel, and what is then inside it. */
function findOpeners(element: AeDashboard, panel: string): HTMLButtonElement[] {
  const selector = panel === 'ae-uses' ? '.tabs button' : '.tools button';
  return [
    ...element.renderRoot.querySelector(panel)!.shadowRoot!.querySelectorAll<HTMLButtonElement>(selector),
  ];
}

/** Elements, shadow trees included, that stand out of the box of the dashboard. */
function findOverflow(root: ParentNode, right: number): string[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    const inside = element.shadowRoot ? findOverflow(element.shadowRoot, right) : [];
    const box = element.getBoundingClientRect();
    const scrolls = element.closest('.scroll, table, [style*="overflow"], .visually-hidden') !== null;
    return box.width > 0 && box.right > right + 1 && !scrolls
      ? [
          `${element.localName}.${element.className} ends ${Math.round(box.right - right)} px outside`,
          ...inside,
        ]
      : inside;
  });
}

suite('all panels of the page', () => {
  let element: AeDashboard;

  suiteSetup(async () => {
    element = await placeSmallDashboard({ 'batch-size': '32', epochs: '1' });
    const projected = nextEvent(element, 'ae-projection');
    await element.train();
    await projected;
    await element.updateComplete;
  });
  suiteTeardown(() => element.remove());

  for (const theme of ['light', 'dark'] as const) {
    test(`have nothing that axe finds wrong, ${theme}, whatever is open`, async () => {
      element.theme = theme;
      await element.updateComplete;
      // Colours change over time: what is on the way from one theme to the other need not be legible.
      await new Promise((resolve) => setTimeout(resolve, 500));
      await assertAccessible(element);
      for (const panel of ['ae-map-tray', 'ae-uses'] as const) {
        for (const opener of findOpeners(element, panel)) {
          opener.click();
          await waitUntil(
            () => opener.matches('[aria-pressed="true"], [aria-expanded="true"]'),
            'it opens',
            patience,
          );
          await new Promise((resolve) => setTimeout(resolve, 100));
          await assertAccessible(element.renderRoot.querySelector(panel)!);
          opener.click();
        }
      }
    });
  }

  test('fit a page of 360 pixels, whatever is open', async () => {
    element.style.width = `${narrowPx}px`;
    const right = element.getBoundingClientRect().right;
    await element.updateComplete;
    const check = (what: string) => assert.deepEqual(findOverflow(element.renderRoot, right), [], what);
    check('nothing open');
    for (const panel of ['ae-map-tray', 'ae-uses'] as const) {
      for (const opener of findOpeners(element, panel)) {
        opener.click();
        await new Promise((resolve) => setTimeout(resolve, 300));
        check(opener.textContent.trim());
        opener.click();
      }
    }
    element.style.width = '';
  });
});

suite('the page before it is trained, and when it failed', () => {
  for (const theme of ['light', 'dark'] as const) {
    test(`has nothing that axe finds wrong, ${theme}`, async () => {
      const element = await placeSmallDashboard({ theme, 'batch-size': '32' });
      await assertAccessible(element);
      await element.loadDataset('nowhere').catch(() => undefined);
      await element.updateComplete;
      assert.isNotNull(element.renderRoot.querySelector('ae-notice'));
      await assertAccessible(element);
      element.remove();
    });
  }
});
