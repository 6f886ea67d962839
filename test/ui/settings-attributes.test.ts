import { assert, waitUntil } from '@open-wc/testing';
import { decodeModelFile } from '../../src/engine/training/index.ts';
import type { AeDashboard } from '../../src/ui/index.ts';
import { placeDashboard } from '../helpers/dashboard.ts';

/** What a run of the element is made with. */
async function readConfig(element: AeDashboard) {
  return decodeModelFile(await element.saveFile()).config;
}

async function latentSizeOf(element: AeDashboard): Promise<number> {
  const image = { data: new Uint8Array(784), shape: [1, 28, 28, 1] as [1, 28, 28, 1] };
  return (await element.encode(image)).shape[1];
}

suite('attributes of special settings', () => {
  let element: AeDashboard | undefined;
  teardown(() => element?.remove());

  test('shape the model, from the beginning and anew when they change', async () => {
    element = placeDashboard({ 'latent-size': '8', dropout: '0.25' });
    await element.ready;
    assert.equal(await latentSizeOf(element), 8);
    const { summary } = element;
    element.setAttribute('latent-size', '4');
    await waitUntil(() => element!.summary !== summary, 'a new model is made');
    assert.equal(await latentSizeOf(element), 4);
    assert.deepEqual((await readConfig(element)).model, { latentDim: 4, dropout: 0.25 });
  });

  for (const [preset, attributes, config] of [
    [
      'denoising',
      { noise: 'masking 0.25', 'structure-weight': '0.25' },
      { noise: { kind: 'masking', amount: 0.25 }, structureWeight: 0.25 },
    ],
    ['variational', { beta: '4', 'kl-warm-up-epochs': '1.5' }, { beta: 4, klWarmUpEpochs: 1.5 }],
    [
      'classifier',
      { 'label-weight': '0.2', 'label-budget': '100', jitter: '0' },
      { labelWeight: 0.2, labelBudget: 100, jitter: 0 },
    ],
  ] as [string, Record<string, string>, object][]) {
    test(`of ${preset} make the run`, async () => {
      element = placeDashboard({ preset, ...attributes });
      await element.ready;
      assert.deepInclude(await readConfig(element), config);
    });
  }
});
