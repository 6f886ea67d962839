import { assert, fixture, html } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeReconstructionGrid, CommandDetail } from '../../../src/ui/components/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';
import { loadRealDigits } from '../../helpers/real-digits.ts';
import { recordEvents } from '../../helpers/recorded-events.ts';

async function mount(count: number): Promise<{ element: AeReconstructionGrid; images: Uint8Array }> {
  const { images, labels } = await loadRealDigits(count);
  const reconstructions = {
    split: 'test',
    indices: Uint32Array.from({ length: count }, (_, at) => at * 10),
    labels,
    images,
    reconstructions: images.map((value) => 255 - value),
    rmse: Float32Array.from({ length: count }, (_, at) => 0.1 + at / 100),
  };
  const evaluation = { rmse: 0.0938, mse: 0.0088, psnr: 20.56, count: 10_000 };
  const element = await fixture<AeReconstructionGrid>(
    html`<ae-reconstruction-grid
      .reconstructions=${reconstructions}
      .evaluation=${evaluation}
      .pcaRmse=${0.1081}
      .count=${count}
    ></ae-reconstruction-grid>`,
  );
  return { element, images };
}

suite('ae-reconstruction-grid', () => {
  test('shows originals over reconstructions over errors, with the error of each pair', async () => {
    const { element, images } = await mount(3);
    const pairs = [...element.renderRoot.querySelectorAll('.pair')];
    assert.deepEqual(
      pairs.map((pair) => pair.textContent.trim()),
      ['0.100', '0.110', '0.120'],
    );
    const [original, reconstruction, error] = pairs[2].querySelectorAll('canvas');
    const read = (canvas: HTMLCanvasElement) => canvas.getContext('2d')!.getImageData(14, 14, 1, 1).data[0];
    assert.strictEqual(read(original), images[2 * 784 + 14 * 28 + 14]);
    assert.strictEqual(read(reconstruction), 255 - images[2 * 784 + 14 * 28 + 14]);
    const tops = [original, reconstruction, error].map((canvas) => canvas.getBoundingClientRect().top);
    assert.deepEqual(
      tops,
      [...tops].sort((a, b) => a - b),
    );
  });

  test('speaks of rows, and of no peak signal, where the data are a table', async () => {
    const { element } = await mount(2);
    assert.include(element.renderRoot.textContent, 'PSNR 20.6 dB over 10,000 images');
    element.isTable = true;
    await element.updateComplete;
    assert.include(element.renderRoot.textContent, 'MSE 0.00880 over 10,000 rows');
    assert.notInclude(element.renderRoot.textContent, 'PSNR');
  });

  test('has a row of PCA between, once it is known', async () => {
    const { element, images } = await mount(2);
    assert.lengthOf(element.renderRoot.querySelectorAll('.pair canvas'), 6);
    const pca = { reconstructions: images.map((value) => value >> 1), rmse: Float32Array.of(0.2, 0.3) };
    element.reconstructions = { ...element.reconstructions!, pca };
    await element.updateComplete;
    const [first] = element.renderRoot.querySelectorAll('.pair');
    const canvas = first.querySelector<HTMLCanvasElement>('[aria-label="by PCA"]')!;
    const { data } = canvas.getContext('2d')!.getImageData(14, 14, 1, 1);
    assert.equal(data[0], images[14 * 28 + 14] >> 1);
    assert.include(first.textContent, '0.200');
    await assertAccessible(element);
  });

  test('states the figures of the whole split beside those of PCA', async () => {
    const { element } = await mount(1);
    const text = element.renderRoot.querySelector('.figures')!.textContent;
    for (const figure of ['0.0938', '0.00880', '20.6 dB', '10,000', '0.1081']) assert.include(text, figure);
  });

  test('asks for more images and for fresh ones', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const { element } = await mount(3);
    const select = element.renderRoot.querySelector('select')!;
    assert.strictEqual(select.value, '3');
    select.value = '16';
    select.dispatchEvent(new Event('change'));
    element.renderRoot.querySelector('button')!.click();
    stop();
    assert.deepEqual(details, [{ command: 'reconstruct', value: { count: 16 } }, { command: 'refresh' }]);
  });

  test('fits into 320 pixels', async () => {
    const { element } = await mount(8);
    element.style.width = '320px';
    await element.updateComplete;
    assert.isAtMost(element.scrollWidth, 320);
    assert.isAtMost(element.renderRoot.querySelector('.layout')!.scrollWidth, 320);
  });

  test('is accessible, empty and full', async () => {
    const empty = await fixture(html`<ae-reconstruction-grid></ae-reconstruction-grid>`);
    await assertAccessible(empty);
    await assertAccessible((await mount(3)).element);
  });
});
