import { assert, waitUntil } from '@open-wc/testing';
import type { AeDashboard } from '../../src/ui/index.ts';
import { placeDashboard, readNotices } from '../helpers/dashboard.ts';
import { figuresOf } from '../helpers/training-client.ts';

const attributes = { epochs: '2', 'batch-size': '256' };

/** The same element on a later visit. */
async function comeBack(id: string, more: Record<string, string> = {}): Promise<AeDashboard> {
  const element = placeDashboard({ ...attributes, ...more, id });
  await element.ready;
  return element;
}

function choose(element: AeDashboard, label: string): void {
  const notices = [...element.renderRoot.querySelectorAll('ae-notice')];
  const buttons = notices.flatMap((notice) => [...notice.renderRoot.querySelectorAll('button')]);
  buttons.find((button) => button.textContent?.trim() === label)!.click();
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

suite('<ae-dashboard> on a later visit', () => {
  let id: string;
  let whole: number[][];

  suiteSetup(async () => {
    const element = placeDashboard(attributes);
    await element.ready;
    await element.train();
    whole = figuresOf(element.history);
    element.remove();
  });

  setup(async () => {
    const first = placeDashboard(attributes);
    id = first.id;
    await first.ready;
    await first.train({ epochs: 1 });
    first.remove();
  });

  test('offers to go on, and going on gives the history of a run that never stopped', async () => {
    const element = await comeBack(id);
    assert.match((await readNotices(element)).join(), /1 of 2 epochs/);
    choose(element, 'Go on');
    await waitFor(() => element.history.length === 1);
    assert.equal(element.state, 'paused');
    await element.resume();
    assert.deepEqual(figuresOf(element.history), whole);
    element.remove();
  });

  test('replays the epochs of both visits', async () => {
    const element = await comeBack(id);
    choose(element, 'Go on');
    await waitFor(() => element.history.length === 1);
    const shadow = (from: Element | null, selector: string) =>
      from?.shadowRoot?.querySelector(selector) ?? null;
    let panel: Element | null = null;
    await waitUntil(() => {
      const tray = shadow(element, 'ae-map-tray');
      const buttons = [...(tray?.shadowRoot?.querySelectorAll<HTMLElement>('.tools button') ?? [])];
      const button = buttons.find(({ textContent }) => textContent!.trim() === 'Replay');
      if (button?.ariaPressed === 'false') button.click();
      panel = shadow(tray, 'ae-time-machine');
      return panel;
    }, 'the time machine is open');
    const scrubber = () => shadow(panel, 'input[type=range]') as HTMLInputElement | null;
    await waitUntil(() => scrubber()?.max === '1', 'before training, and the epoch of the first visit');
    await element.resume();
    await waitUntil(() => scrubber()?.max === '2', 'the epoch of this visit too');
    element.remove();
  });

  test('forgets the run where the person starts anew', async () => {
    const element = await comeBack(id);
    choose(element, 'Start anew');
    while ((await readNotices(element)).join().includes('epochs')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    element.remove();
    const later = await comeBack(id);
    assert.notMatch((await readNotices(later)).join(), /epochs/);
    later.remove();
  });

  test('goes on by itself where autostart says so', async () => {
    const element = await comeBack(id, { autostart: '' });
    await waitFor(() => element.history.length === 2);
    assert.deepEqual(figuresOf(element.history), whole);
    element.remove();
  });
});
