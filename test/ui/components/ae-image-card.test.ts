import { assert, fixture, html } from '@open-wc/testing';
import '../../../src/ui/components/index.ts';
import type { AeImageCard, AeNotice, CommandDetail, ImageSample } from '../../../src/ui/components/index.ts';
import { assertAccessible } from '../../helpers/accessibility.ts';
import { loadRealDigits } from '../../helpers/real-digits.ts';
import { recordEvents } from '../../helpers/recorded-events.ts';

function readGrey(canvas: HTMLCanvasElement): Uint8Array {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return Uint8Array.from({ length: data.length / 4 }, (_, pixel) => data[4 * pixel]);
}

suite('ae-image-card', () => {
  let sample: ImageSample;
  let images: Uint8Array;

  suiteSetup(async () => {
    const digits = await loadRealDigits(6);
    images = digits.images;
    const cut = (at: number) => images.subarray(at * 784, (at + 1) * 784);
    const neighbours = [2, 3, 4].map((index) => ({
      index,
      image: cut(index),
      className: String(digits.labels[index]),
    }));
    sample = {
      split: 'test',
      index: 2447,
      label: 4,
      className: '4',
      original: cut(0),
      reconstruction: cut(1),
      rmse: 0.0871,
      percentile: 61.6,
      neighbours,
    };
  });

  async function mount(given?: ImageSample): Promise<AeImageCard> {
    return fixture<AeImageCard>(html`<ae-image-card .sample=${given} pinned></ae-image-card>`);
  }

  test('shows original, reconstruction and neighbours as they are', async () => {
    const { renderRoot } = await mount(sample);
    const [original, reconstruction, error, sheet] = renderRoot.querySelectorAll('canvas');
    assert.deepEqual(readGrey(original), images.slice(0, 784));
    assert.deepEqual(readGrey(reconstruction), images.slice(784, 2 * 784));
    assert.isAbove(Math.max(...readGrey(error)), 0, 'the error map of two different digits');
    const all = readGrey(sheet);
    for (const [column, image] of [2, 3, 4].entries()) {
      const left = column * (28 + 4);
      const tile = Array.from({ length: 28 }, (_, y) => [
        ...all.subarray(y * sheet.width + left, y * sheet.width + left + 28),
      ]);
      assert.deepEqual(Uint8Array.from(tile.flat()), images.slice(image * 784, (image + 1) * 784));
    }
    const names = [...renderRoot.querySelectorAll('li [role=img]')].map((each) => each.ariaLabel);
    assert.deepEqual(
      names,
      sample.neighbours!.map(({ className, index }) => `${className}, image ${index}`),
    );
  });

  test('lays the name of each neighbour over its image', async () => {
    const { renderRoot } = await mount(sample);
    const sheet = renderRoot.querySelector('.tiles canvas')!.getBoundingClientRect();
    for (const [column, item] of renderRoot.querySelectorAll('.tiles li').entries()) {
      const box = item.getBoundingClientRect();
      const scale = sheet.width / (5 * 28 + 4 * 4);
      assert.approximately(box.left - sheet.left, column * 32 * scale, 0.5);
      assert.approximately(box.width, 28 * scale, 0.5);
      assert.approximately(box.height, sheet.height, 0.5);
    }
  });

  test('keeps its canvases for the next image while nothing is pointed at', async () => {
    const element = await mount(sample);
    const canvases = [...element.renderRoot.querySelectorAll('canvas')];
    element.sample = undefined;
    await element.updateComplete;
    assert.isTrue(canvases.every((canvas) => canvas.isConnected && canvas.checkVisibility() === false));
    element.sample = sample;
    await element.updateComplete;
    assert.deepEqual([...element.renderRoot.querySelectorAll('canvas')], canvases);
  });

  test('says which image it is and how it compares', async () => {
    const text = (await mount(sample)).renderRoot.textContent;
    for (const part of [
      'Test image 2,447, a 4',
      'pinned',
      '0.0871',
      '62 % of images',
      'Neighbours in latent space',
    ]) {
      assert.include(text, part);
    }
  });

  test('draws the next image in place of the last', async () => {
    const element = await mount(sample);
    element.sample = { ...sample, original: sample.reconstruction! };
    await element.updateComplete;
    assert.deepEqual(readGrey(element.renderRoot.querySelector('canvas')!), images.slice(784, 2 * 784));
  });

  test('does without label, reconstruction and neighbours', async () => {
    const { original } = sample;
    const element = await mount({ split: 'validation', index: 7, original });
    assert.strictEqual(element.renderRoot.querySelectorAll('canvas').length, 1);
    assert.include(element.renderRoot.textContent, 'Validation image 7');
    await assertAccessible(element);
  });

  test('says what to do while it is empty, and is accessible', async () => {
    const empty = await mount();
    assert.include(empty.renderRoot.textContent, 'Point at the map');
    await assertAccessible(empty);
    await assertAccessible(await mount(sample));
  });
});

suite('ae-notice', () => {
  test('interrupts for errors, offers actions and can be dismissed', async () => {
    const { details, stop } = recordEvents<CommandDetail>('ae-command');
    const element = await fixture<AeNotice>(
      html`<ae-notice
        kind="error"
        message="expected a batch size of 1 or more, found 0"
        .actions=${[{ label: 'Go on', command: 'resume-saved-run' }]}
      ></ae-notice>`,
    );
    await assertAccessible(element);
    const box = element.renderRoot.querySelector('[role=alert]')!;
    assert.match(box.textContent, /Error\.\s*Expected a batch size of 1 or more, found 0\./);
    for (const button of box.querySelectorAll('button')) button.click();
    await element.updateComplete;
    stop();
    assert.deepEqual(details, [{ command: 'resume-saved-run' }, { command: 'dismiss' }]);
    assert.strictEqual(element.offsetHeight, 0);
  });

  test('waits its turn for information', async () => {
    const element = await fixture<AeNotice>(html`<ae-notice message="one thread"></ae-notice>`);
    assert.isNotNull(element.renderRoot.querySelector('[role=status]'));
  });
});
