import { assert, waitUntil } from '@open-wc/testing';
import { sendCommand } from '../../src/ui/components/send-command.ts';
import type { AeConfusionMatrix } from '../../src/ui/components/uses/ae-confusion-matrix.ts';
import type { AeManifold } from '../../src/ui/components/uses/ae-manifold.ts';
import type { AeSweepForm } from '../../src/ui/components/uses/ae-sweep-form.ts';
import type { AeSweepResults } from '../../src/ui/components/uses/ae-sweep-results.ts';
import type { AeDashboard } from '../../src/ui/index.ts';
import { assertAccessible } from '../helpers/accessibility.ts';
import { openUse, placeSmallDashboard } from '../helpers/dashboard.ts';

suite('<ae-uses>', () => {
  let element: AeDashboard;
  suiteSetup(async () => (element = await placeSmallDashboard({ 'batch-size': '32', epochs: '1' })));
  suiteTeardown(() => element.remove());

  test('opens nothing and loads nothing by itself, and closes what it opened', async () => {
    const uses = element.renderRoot.querySelector('ae-uses')!;
    assert.isNull(uses.renderRoot.querySelector('ae-compare-pca'));
    await openUse(element, 'Against PCA', 'ae-compare-pca');
    uses.renderRoot.querySelector<HTMLButtonElement>('[aria-expanded="true"]')!.click();
    await uses.updateComplete;
    assert.isNull(uses.renderRoot.querySelector('ae-compare-pca'));
  });

  test('compares with PCA: errors by class, pictures, components, traits', async () => {
    await element.train();
    const panel = await openUse(element, 'Against PCA', 'ae-compare-pca');
    const root = panel.shadowRoot!;
    root.querySelector('button')!.click();
    await waitUntil(() => root.querySelector('table'), 'a table', { timeout: 20_000 });
    const all = [...root.querySelectorAll('table')[0].querySelectorAll('tr')].at(-1)!;
    assert.deepEqual(
      [...all.cells].slice(0, 2).map((cell) => cell.textContent),
      ['all', '30'],
    );
    assert.isNotEmpty(root.querySelectorAll('.triples canvas'));
    assert.lengthOf(root.querySelectorAll('.components canvas'), 24);
    await assertAccessible(element.renderRoot.querySelector('ae-uses')!);
    element.style.width = '360px';
    await element.updateComplete;
    assert.isAtMost(element.scrollWidth, 360);
  });

  test('generates images, others for another seed, and blends the two that were picked', async () => {
    const panel = await openUse(element, 'Generate', 'ae-generate');
    const root = panel.shadowRoot!;
    root.querySelector('button')!.click();
    const strips = () => [...root.querySelectorAll('ae-image-strip')];
    await waitUntil(() => strips().length === 1, 'samples', { timeout: 20_000 });
    const [samples] = strips();
    await samples.updateComplete;
    const buttons = samples.shadowRoot!.querySelectorAll('button');
    assert.lengthOf(buttons, 40);
    buttons[2].click();
    buttons[5].click();
    await waitUntil(() => strips().length === 2, 'a blend', { timeout: 20_000 });
    assert.include(root.textContent, 'From sample 3 to sample 6');
    const { images } = samples;
    const blend = strips()[1].images!;
    assert.deepEqual(blend.subarray(0, 784), images!.subarray(2 * 784, 3 * 784));
    assert.deepEqual(blend.subarray(-784), images!.subarray(5 * 784, 6 * 784));
    await assertAccessible(element.renderRoot.querySelector('ae-uses')!);
    root.querySelectorAll('button')[1].click();
    await waitUntil(() => strips()[0]?.images !== images, 'others', { timeout: 20_000 });
    assert.notDeepEqual(strips()[0].images, images);
  });

  test('probes features and shows which classes are confused', async () => {
    const panel = await openUse(element, 'Features', 'ae-probe-features');
    const root = panel.shadowRoot!;
    root.querySelector('button')!.click();
    await waitUntil(() => root.querySelector('ae-confusion-matrix'), 'a matrix', { timeout: 20_000 });
    const matrix = root.querySelector<AeConfusionMatrix>('ae-confusion-matrix')!;
    await matrix.updateComplete;
    assert.lengthOf(matrix.renderRoot.querySelectorAll('tbody tr'), Math.sqrt(matrix.counts.length));
    const shown = [...matrix.renderRoot.querySelectorAll('td')].reduce(
      (sum, cell) => sum + Number(cell.textContent),
      0,
    );
    assert.equal(shown, 30, 'each test image is counted once');
    await assertAccessible(element.renderRoot.querySelector('ae-uses')!);
  });

  test('sweeps over latent sizes beside the model, and takes the best over', async () => {
    const panel = await openUse(element, 'Tuning', 'ae-sweep', 'ae-sweep-form');
    const root = panel.shadowRoot!;
    const form = root.querySelector<AeSweepForm>('ae-sweep-form')!;
    await form.updateComplete;
    const write = (name: string, value: string) => {
      const field = form.renderRoot.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
      field.value = value;
      field.dispatchEvent(new Event('change'));
    };
    write('latentDim', '2, many');
    await form.updateComplete;
    assert.include(form.renderRoot.querySelector('[role="alert"]')!.textContent, 'Expected numbers');
    write('latentDim', '3, 5');
    write('images', '100');
    write('epochs', '1');
    const button = (title: string) =>
      [...root.querySelectorAll<HTMLButtonElement>('button')].find((each) =>
        each.textContent.includes(title),
      );
    await waitUntil(() => root.textContent.includes('2 trials'), 'a forecast', { timeout: 20_000 });
    const { summary } = element;
    button('Start')!.click();
    await waitUntil(() => button('Take the best'), 'a best trial', { timeout: 20_000 });
    assert.equal(element.summary, summary);
    const results = root.querySelector<AeSweepResults>('ae-sweep-results')!;
    await results.updateComplete;
    const cells = [...results.renderRoot.querySelectorAll('tbody tr')].map(
      (row) => row.querySelectorAll('td')[0].textContent,
    );
    assert.deepEqual(cells, ['3', '5']);
    assert.lengthOf(results.renderRoot.querySelectorAll('.curves svg'), 2);
    results.renderRoot.querySelector<HTMLButtonElement>('tbody button')!.click();
    await waitUntil(() => root.querySelector('pre'));
    assert.deepInclude(JSON.parse(root.querySelector('pre')!.textContent), {
      preset: 'compact',
      images: 100,
      epochs: 1,
      model: { latentDim: 3 },
    });
    await assertAccessible(element.renderRoot.querySelector('ae-uses')!);
    button('Take the best')!.click();
    await waitUntil(() => element.summary !== summary && element.history.length === 1, 'the best', {
      timeout: 10_000,
    });
    assert.include([3, 5], element.summary!.latentDim);
    button('Load into')!.click();
    await waitUntil(() => element.summary!.latentDim === 3 && element.history.length === 0, 'trial 1', {
      timeout: 10_000,
    });
  });

  test('decodes a latent plane as one grid, enlarged by pointer and keyboard, and only where there is one', async () => {
    const uses = element.renderRoot.querySelector('ae-uses')!;
    assert.notInclude(uses.renderRoot.textContent, 'Latent plane');
    sendCommand(uses, 'settings', { model: { latentDim: 2 } });
    await waitUntil(() => element.summary?.latentDim === 2);
    const panel = (await openUse(element, 'Latent plane', 'ae-manifold', 'canvas')) as AeManifold;
    const grid = panel.renderRoot.querySelector<HTMLCanvasElement>('.grid canvas')!;
    assert.deepEqual([grid.width, grid.height], [840, 840]);
    const before = panel.renderRoot.querySelector('.closer canvas')!.getAttribute('aria-label');
    const { left, top } = grid.getBoundingClientRect();
    grid.dispatchEvent(new PointerEvent('pointermove', { clientX: left + 2, clientY: top + 2 }));
    await panel.updateComplete;
    assert.equal(panel.cell, 0);
    grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown' }));
    await panel.updateComplete;
    assert.equal(panel.cell, 3 * 30 + 1);
    const after = panel.renderRoot.querySelector('.closer canvas')!.getAttribute('aria-label');
    assert.notEqual(after, before);
    assert.match(after!, /nearest test image \d/);
    // What is enlarged is what a decoder makes of the place that is named.
    const [x, y] = [...panel.renderRoot.querySelectorAll('dd')].map(({ textContent }) =>
      Number(textContent.replace('−', '-')),
    );
    assert.isBelow(x, 0.2);
    assert.isAbove(y, x);
    await assertAccessible(uses);
    sendCommand(uses, 'settings', { model: undefined });
    await waitUntil(() => element.summary?.latentDim === 49);
  });

  test('leaves out what the page hides', async () => {
    element.hide = 'compare-pca';
    const uses = element.renderRoot.querySelector('ae-uses')!;
    await waitUntil(() => !uses.renderRoot.textContent.includes('Against PCA'));
    element.hide = '';
  });
});
