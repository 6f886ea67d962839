import { assert, fixture, html } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeArchitecture } from '../../../src/ui/components/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';

const summary = {
  layers: [
    { name: 'conv2d', type: 'Conv2D', outputShape: [28, 28, 64], params: 640 },
    { name: 'flatten', type: 'Flatten', outputShape: [49], params: 0 },
    { name: 'dense', type: 'Dense', outputShape: [784], params: 39_200 },
  ],
  latentLayer: 1,
  latentDim: 49,
  totalParams: 39_840,
  trainableParams: 39_072,
  nonTrainableParams: 768,
};

suite('ae-architecture', () => {
  test('lists layers and totals, the latent one marked in words', async () => {
    const element = await fixture<AeArchitecture>(
      html`<ae-architecture .summary=${summary}></ae-architecture>`,
    );
    const rows = [...element.renderRoot.querySelectorAll('tbody tr, tfoot tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent.trim()),
    );
    assert.deepEqual(rows, [
      ['conv2d', '28×28×64', '640'],
      ['flatten, latent', '49', '0'],
      ['dense', '784', '39,200'],
      ['Total', '39,840'],
      ['trainable', '39,072'],
      ['non-trainable', '768'],
    ]);
    await assertAccessible(element);
  });

  test('says when layers will be there', async () => {
    const element = await fixture<AeArchitecture>(html`<ae-architecture></ae-architecture>`);
    assert.include(element.renderRoot.textContent, 'once the model is built');
  });
});
