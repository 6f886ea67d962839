import { assert, fixture, html } from '@open-wc/testing';
import { createLossChart, type LossPoint } from '../../../src/ui/charts/index.ts';

function makeHistory(epochs: number): LossPoint[] {
  return Array.from({ length: epochs }, (_, at) => ({
    epoch: at + 1,
    trainRmse: 0.1 + 0.15 / (at + 1),
    validationRmse: 0.09 + 0.13 / (at + 1),
  }));
}

const options = { width: 300, height: 180, scale: 'linear' as const };

async function draw(history: LossPoint[], more: object = {}) {
  const target = await fixture<SVGSVGElement>(html`<svg style="font: 11px sans-serif"></svg>`);
  const data = { history, epochs: 25, pca: { rmse: 0.1081, components: 49 } };
  return { target, data, chart: createLossChart(target, data, { ...options, ...more }) };
}

const countPoints = (target: SVGSVGElement, name: string) =>
  target.querySelectorAll(`.${name} circle`).length;

suite('createLossChart()', () => {
  test('draws one point an epoch in each curve, and follows a growing and a new history', async () => {
    const { target, data, chart } = await draw(makeHistory(3));
    for (const epochs of [3, 4, 11, 1, 0]) {
      chart.update({ ...data, history: makeHistory(epochs) }, options);
      assert.strictEqual(countPoints(target, 'validation'), epochs);
      assert.strictEqual(countPoints(target, 'train'), epochs);
    }
  });

  for (const scale of ['linear', 'log'] as const) {
    test(`puts smaller errors lower and later epochs to the right on a ${scale} scale`, async () => {
      const { target } = await draw(makeHistory(5), { scale });
      const circles = [...target.querySelectorAll('.validation circle')];
      for (let at = 1; at < circles.length; at++) {
        assert.isAbove(Number(circles[at].getAttribute('cx')), Number(circles[at - 1].getAttribute('cx')));
        assert.isAbove(Number(circles[at].getAttribute('cy')), Number(circles[at - 1].getAttribute('cy')));
      }
    });
  }

  test('names curves and PCA beside them without overlap, inside the frame', async () => {
    for (const epochs of [1, 2, 6, 25]) {
      const { target } = await draw(makeHistory(epochs));
      const frame = target.getBoundingClientRect();
      const boxes = [...target.querySelectorAll('.labels text')].map((text) => text.getBoundingClientRect());
      assert.strictEqual(boxes.length, 3);
      for (const [at, box] of boxes.entries()) {
        assert.isAtMost(box.right, frame.right + 1);
        assert.isAtMost(box.bottom, frame.bottom + 1);
        for (const other of boxes.slice(0, at)) {
          // Boxes of text hold some empty room above and below the letters.
          assert.isTrue(Math.abs(box.top - other.top) > 12, `${epochs} epochs`);
        }
      }
    }
  });

  test('leaves out epochs whose loss is not a number', async () => {
    const { target } = await draw([...makeHistory(2), { epoch: 3, trainRmse: NaN, validationRmse: NaN }]);
    assert.strictEqual(countPoints(target, 'train'), 2);
    assert.notInclude(target.querySelector('.train path')!.getAttribute('d')!, 'NaN');
  });

  test('reads the epoch under the pointer', async () => {
    const read: (number | undefined)[] = [];
    const { target } = await draw(makeHistory(5), {
      onRead: (epoch: number | undefined) => read.push(epoch),
    });
    const circle = target.querySelectorAll('.train circle')[3].getBoundingClientRect();
    target.dispatchEvent(new PointerEvent('pointermove', { clientX: circle.x + 2, clientY: 0 }));
    target.dispatchEvent(new PointerEvent('pointerleave'));
    assert.deepEqual(read, [4, undefined]);
  });

  test('takes everything away when destroyed', async () => {
    const { target, chart } = await draw(makeHistory(5));
    chart.destroy();
    assert.strictEqual(target.childElementCount, 0);
  });
});
