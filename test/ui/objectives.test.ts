import { assert, waitUntil } from '@open-wc/testing';
import type { AeClassify } from '../../src/ui/components/uses/ae-classify.ts';
import type { AeConfusionMatrix } from '../../src/ui/components/uses/ae-confusion-matrix.ts';
import type { AeGenerate } from '../../src/ui/components/uses/ae-generate.ts';
import type { AeLatentUsage } from '../../src/ui/components/uses/ae-latent-usage.ts';
import type { AeLossParts } from '../../src/ui/components/ae-loss-parts.ts';
import type { AeDashboard } from '../../src/ui/index.ts';
import { assertAccessible } from '../helpers/accessibility.ts';
import { openUse, placeSmallDashboard } from '../helpers/dashboard.ts';

const patient = { timeout: 20_000 };

async function choosePreset(element: AeDashboard, name: string): Promise<void> {
  const select = element.renderRoot.querySelector('ae-header')!.renderRoot.querySelector('select')!;
  select.value = name;
  select.dispatchEvent(new Event('change'));
  await waitUntil(() => element.state === 'ready' && readPreset(element) === name, name, patient);
}

const settingsOf = (element: AeDashboard) => element.renderRoot.querySelector('ae-settings')!;
const readPreset = (element: AeDashboard) => settingsOf(element).settings.preset;
const fieldsOf = (element: AeDashboard) =>
  [...settingsOf(element).renderRoot.querySelectorAll<HTMLInputElement>('input, select')].map(({ id }) => id);
const tabsOf = (element: AeDashboard) =>
  [...element.renderRoot.querySelector('ae-uses')!.renderRoot.querySelectorAll('.tabs button')].map((tab) =>
    tab.textContent.trim(),
  );

suite('<ae-dashboard>: presets with objectives of their own', () => {
  let element: AeDashboard;
  suiteSetup(async () => (element = await placeSmallDashboard({ epochs: '2', 'batch-size': '32' })));
  suiteTeardown(() => element.remove());

  test('offers controls and panels only where they serve', async () => {
    await waitUntil(() => tabsOf(element).includes('Generate'), 'tabs', patient);
    assert.notIncludeMembers(fieldsOf(element), ['beta']);
    assert.notIncludeMembers(fieldsOf(element), ['labelWeight']);
    assert.notInclude(tabsOf(element), 'Classifier');
    await choosePreset(element, 'classifier');
    await settingsOf(element).updateComplete;
    assert.includeMembers(fieldsOf(element), ['labelWeight', 'labelBudget', 'frozen']);
    assert.notInclude(fieldsOf(element), 'beta');
    await waitUntil(() => tabsOf(element).includes('Classifier'), 'the panel', patient);
    await choosePreset(element, 'plane');
    await settingsOf(element).updateComplete;
    assert.includeMembers(fieldsOf(element), ['beta', 'klWarmUpEpochs', 'frozen']);
    assert.notInclude(fieldsOf(element), 'labelWeight');
    await waitUntil(() => tabsOf(element).includes('Latent plane'), 'the panel', patient);
    assert.notInclude(tabsOf(element), 'Classifier');
    await assertAccessible(settingsOf(element));
  });

  test('trains a variational model: KL apart, samples from the prior, what each latent number is worth', async () => {
    await choosePreset(element, 'variational');
    await element.train({ epochs: 2 });
    const chart = element.renderRoot.querySelector('ae-loss-chart')!;
    await waitUntil(() =>
      chart.renderRoot.querySelector('ae-loss-parts')?.shadowRoot?.querySelector('figure'),
    );
    const parts = chart.renderRoot.querySelector<AeLossParts>('ae-loss-parts')!;
    await parts.updateComplete;
    assert.deepEqual(
      [...parts.renderRoot.querySelectorAll('h3')].map(({ textContent }) => textContent),
      ['Reconstruction', 'KL divergence'],
    );
    const { kl } = element.history[1].parts!;
    assert.include(parts.renderRoot.textContent, `validation ${kl!.validation.toFixed(2)}`);

    const panel = (await openUse(element, 'Generate', 'ae-generate')) as AeGenerate;
    panel.renderRoot.querySelector('button')!.click();
    await waitUntil(() => panel.renderRoot.querySelector('ae-latent-usage'), 'the measure', patient);
    assert.include(panel.renderRoot.textContent, 'standard normal distribution');
    const prior = panel.renderRoot.querySelector('ae-image-strip')!.images!;
    const usage = panel.renderRoot.querySelector<AeLatentUsage>('ae-latent-usage')!;
    await usage.updateComplete;
    assert.lengthOf(usage.renderRoot.querySelectorAll('.bars div'), 32);
    const select = panel.renderRoot.querySelector('select')!;
    select.value = 'codes';
    select.dispatchEvent(new Event('change'));
    await waitUntil(
      () => panel.renderRoot.textContent.includes('mixture of'),
      'samples of the mixture',
      patient,
    );
    assert.notDeepEqual(panel.renderRoot.querySelector('ae-image-strip')!.images, prior);
    await assertAccessible(panel);
  });

  test('warns of a collapsed posterior, and of none where there is none', async () => {
    const usage = document.createElement('ae-latent-usage');
    document.body.append(usage);
    Object.assign(usage, { divergence: [2, 0.001, 0.5], limit: 0.01 });
    await usage.updateComplete;
    const summary = () => usage.renderRoot.querySelector('[role="status"]')!.textContent.replace(/\s+/g, ' ');
    assert.include(summary(), '1 of 3 latent numbers tell next to nothing');
    assert.lengthOf(usage.renderRoot.querySelectorAll('.unused'), 1);
    usage.divergence = [2, 0.5];
    await usage.updateComplete;
    assert.include(summary(), 'All 2 latent numbers are in use');
    usage.remove();
  });

  test('trains a classifier: accuracy in the chart, confusions and mistakes in its panel, colours on the map', async () => {
    await choosePreset(element, 'classifier');
    await element.train({ epochs: 2 });
    const panel = (await openUse(element, 'Classifier', 'ae-classify')) as AeClassify;
    panel.renderRoot.querySelector('button')!.click();
    await waitUntil(() => panel.renderRoot.querySelector('ae-confusion-matrix'), 'the report', patient);
    const { counts } = panel.renderRoot.querySelector<AeConfusionMatrix>('ae-confusion-matrix')!;
    const classes = Math.sqrt(counts.length);
    const right = Array.from({ length: classes }, (_, label) => counts[label * (classes + 1)]).reduce(
      (a, b) => a + b,
    );
    const { parts } = await element.evaluate('test');
    assert.closeTo(right / 30, parts!.accuracy!, 1e-6);
    assert.include(panel.renderRoot.textContent.replace(/\s+/g, ' '), `${30 - right} wrongly`);
    const strip = panel.renderRoot.querySelector('ae-image-strip');
    assert.equal((strip?.images?.length ?? 0) / 784, 30 - right);

    const map = element.renderRoot.querySelector('ae-latent-map')!;
    await waitUntil(() => map.data?.predictions, 'predictions on the map', patient);
    [...panel.renderRoot.querySelectorAll('button')][1].click();
    await waitUntil(() => map.colouring === 'prediction');
    await map.updateComplete;
    const legend = map.renderRoot.querySelector('ae-map-legend')!;
    await legend.updateComplete;
    assert.include(legend.renderRoot.querySelector('.mistakes')!.textContent, `${30 - right}`);
    element.selection = [map.data!.indices[0]];
    await element.updateComplete;
    const card = element.renderRoot.querySelector('ae-image-card')!;
    await waitUntil(() => card.renderRoot.textContent.includes('The classifier says'), 'the card', patient);
    await assertAccessible(element.renderRoot.querySelector('ae-uses')!);
  });
});
