import { assert } from '@open-wc/testing';
import { turnLayout } from '../../../../src/ui/state/explore/turn-layout.ts';

suite('turnLayout()', () => {
  const earlier = Float32Array.of(0, 0, 4, 0, 4, 2, 1, 3);

  function transform(flip: boolean, angle: number): Float32Array {
    return earlier.map((_, at) => {
      const [x, y] = [earlier[at - (at % 2)], earlier[at - (at % 2) + 1] * (flip ? -1 : 1)];
      return at % 2 === 0
        ? Math.cos(angle) * x - Math.sin(angle) * y
        : Math.sin(angle) * x + Math.cos(angle) * y;
    });
  }

  for (const flip of [false, true]) {
    test(`undoes a turn${flip ? ' and a flip' : ''}, whatever the angle`, () => {
      for (const angle of [0, 0.4, 2, 3.1, -1.2]) {
        const turned = turnLayout(transform(flip, angle), earlier);
        const [dx, dy] = [turned[0], turned[1]];
        turned.forEach((value, at) => assert.closeTo(value - (at % 2 === 0 ? dx : dy), earlier[at], 1e-5));
      }
    });
  }

  test('leaves distances as they are where shapes differ', () => {
    const points = Float32Array.of(3, 1, 0, 5, 2, 2, 7, 7);
    const turned = turnLayout(points, earlier);
    const lengthOf = (layout: Float32Array) => Math.hypot(layout[0] - layout[6], layout[1] - layout[7]);
    assert.closeTo(lengthOf(turned), lengthOf(points), 1e-5);
  });
});
