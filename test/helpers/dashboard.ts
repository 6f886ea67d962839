import { assert, waitUntil } from '@open-wc/testing';
import '../../src/ui/index.ts';
import type { AeDashboard } from '../../src/ui/index.ts';
import { loadSmallSource } from './training-client.ts';

/** An element in the page with attributes of its own and a fresh id, so that no earlier visit plays in. */
export function placeDashboard(attributes: Record<string, string> = {}): AeDashboard {
  const element = document.createElement('ae-dashboard');
  element.id = `dashboard-${crypto.randomUUID()}`;
  for (const [name, value] of Object.entries({ dataset: 'mnist-sample', ...attributes })) {
    element.setAttribute(name, value);
  }
  document.body.append(element);
  return element;
}

/** An element that is ready with a few real digits, on which an epoch takes less than a second. */
export async function placeSmallDashboard(attributes: Record<string, string> = {}): Promise<AeDashboard> {
  const element = placeDashboard(attributes);
  await element.ready;
  await element.loadDataset(await loadSmallSource());
  return element;
}

/** Details of an element's own events of one name. */
export function recordDetails<Detail>(element: Element, name: string): Detail[] {
  const details: Detail[] = [];
  element.addEventListener(name, (event) => details.push((event as CustomEvent<Detail>).detail));
  return details;
}

export function nextEvent<Detail>(element: Element, name: string): Promise<Detail> {
  return new Promise((resolve) => {
    element.addEventListener(name, (event) => resolve((event as CustomEvent<Detail>).detail), { once: true });
  });
}

/** The text of the messages that the element shows. */
export async function readNotices(element: AeDashboard): Promise<string[]> {
  await element.updateComplete;
  return [...element.renderRoot.querySelectorAll('ae-notice')].map(({ message }) => message);
}

/** Opens a use by its tab and waits for its panel. */
export async function openUse(
  element: AeDashboard,
  title: string,
  tag: string,
  part = 'button',
): Promise<Element> {
  const uses = element.renderRoot.querySelector('ae-uses')!;
  await waitUntil(() => uses.renderRoot.querySelector('.tabs button'));
  const tab = [...uses.renderRoot.querySelectorAll<HTMLButtonElement>('.tabs button')].find(
    (button) => button.textContent.trim() === title,
  )!;
  tab.click();
  await waitUntil(() => uses.renderRoot.querySelector(tag)?.shadowRoot?.querySelector(part), title, {
    timeout: 10_000,
  });
  assert.equal(tab.getAttribute('aria-expanded'), 'true');
  return uses.renderRoot.querySelector(tag)!;
}
