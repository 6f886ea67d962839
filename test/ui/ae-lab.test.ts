import { assert, waitUntil } from '@open-wc/testing';
import '../../src/ui/index.ts';
import type { AeLab } from '../../src/ui/index.ts';
import { nextEvent, recordDetails } from '../helpers/dashboard.ts';
import { loadSmallSource } from '../helpers/training-client.ts';

/** A lab whose panels lie where a page put them: one deep in its light DOM, one in a shadow tree of the page's own. */
async function placeLab(): Promise<{ lab: AeLab; place: HTMLElement; shadow: ShadowRoot }> {
  const lab = document.createElement('ae-lab');
  lab.id = `lab-${crypto.randomUUID()}`;
  Object.assign(lab, { datasetName: 'mnist-sample', batchSize: 32, epochs: 1 });
  const place = document.createElement('section');
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.append(document.createElement('ae-loss-chart'));
  place.append(document.createElement('ae-latent-map'), document.createElement('ae-controls'));
  lab.append(place, host);
  document.body.append(lab);
  await lab.ready;
  await lab.loadDataset(await loadSmallSource());
  await lab.updateComplete;
  return { lab, place, shadow };
}

suite('<ae-lab>', () => {
  let lab: AeLab;
  let place: HTMLElement;
  let shadow: ShadowRoot;
  suiteSetup(async () => ({ lab, place, shadow } = await placeLab()));
  suiteTeardown(() => lab.remove());

  test('shows its run in panels wherever the page put them', async () => {
    assert.equal(place.querySelector('ae-controls')!.state, 'ready');
    await waitUntil(() => place.querySelector('ae-latent-map')!.data, 'a map', { timeout: 20_000 });
    await lab.train();
    await lab.updateComplete;
    assert.lengthOf(shadow.querySelector('ae-loss-chart')!.history, 1);
    assert.deepEqual(shadow.querySelector('ae-loss-chart')!.history, lab.history);
  });

  test('does what its panels ask for, and keeps their events to itself', async () => {
    const commands = recordDetails(document.body, 'ae-command');
    const hovers = recordDetails<{ index: number }>(document.body, 'ae-hover');
    const ended = nextEvent<{ reason: string }>(lab, 'ae-train-end');
    place
      .querySelector('ae-controls')!
      .dispatchEvent(
        new CustomEvent('ae-command', { detail: { command: 'train' }, bubbles: true, composed: true }),
      );
    assert.equal((await ended).reason, 'finished');
    const map = place.querySelector('ae-latent-map')!;
    const index = map.data!.indices[3];
    map.dispatchEvent(new CustomEvent('map-hover', { detail: { index }, bubbles: true, composed: true }));
    assert.deepEqual(
      hovers.map((detail) => detail.index),
      [index],
    );
    assert.deepEqual(commands, []);
  });

  test('feeds a panel that comes later, and no longer one that has left for another lab', async () => {
    const card = document.createElement('ae-image-card');
    place.append(card);
    assert.isDefined(card.sample, 'the hovered image');
    const other = document.createElement('ae-lab');
    other.id = `lab-${crypto.randomUUID()}`;
    other.datasetName = 'mnist-sample';
    document.body.append(other);
    other.append(card);
    assert.isUndefined(card.sample);
    lab.requestUpdate();
    await lab.updateComplete;
    assert.isUndefined(card.sample);
    await other.ready;
    other.remove();
  });
});

suite('custom-layout.html', () => {
  test('has a map, a card, a chart and controls around one engine', async () => {
    const page = new DOMParser().parseFromString(
      await (await fetch(new URL('/public/custom-layout.html', location.href))).text(),
      'text/html',
    );
    const layout = page.querySelector('ae-lab')!;
    document.body.append(document.adoptNode(layout));
    await layout.ready;
    assert.equal(layout.state, 'ready');
    assert.equal(layout.querySelector('ae-controls')!.state, 'ready');
    await waitUntil(() => layout.querySelector('ae-latent-map')!.data, 'a map', { timeout: 20_000 });
    layout.remove();
  });
});
