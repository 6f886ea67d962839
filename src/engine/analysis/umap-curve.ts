/** How near points of a UMAP are to be: 1 / (1 + a·d^2b) at distance d. */
export interface UmapCurve {
  a: number;
  b: number;
}

const SAMPLES = 300;
const FARTHEST = 3;
const ROUNDS = 100;

/**
 * The curve nearest, by least squares, to 1 up to `minDist` and e^−(d − minDist) beyond, as umap-learn fits it (spread
 * 1): Gauss and Newton's method, damped as Levenberg and Marquardt do.
 */
export function fitUmapCurve(minDist: number): UmapCurve {
  let best = { a: 1, b: 1 };
  let { error, step } = linearize(best, minDist);
  let damping = 1e-3;
  for (let round = 0; round < ROUNDS && damping < 1e9; round++) {
    const [da, db] = step(damping);
    const next = { a: Math.max(best.a + da, 1e-6), b: Math.max(best.b + db, 1e-6) };
    const linear = linearize(next, minDist);
    if (linear.error < error) {
      best = next;
      ({ error, step } = linear);
      damping /= 10;
    } else {
      damping *= 10;
    }
  }
  return best;
}

/** The squared error of a curve, and the step that a linear model of it proposes. */
function linearize({ a, b }: UmapCurve, minDist: number) {
  let [error, aa, ab, bb, ar, br] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < SAMPLES; i++) {
    const distance = (FARTHEST * i) / (SAMPLES - 1);
    const wanted = distance < minDist ? 1 : Math.exp(minDist - distance);
    const raised = distance ** (2 * b);
    const value = 1 / (1 + a * raised);
    const rest = wanted - value;
    const byA = -raised * value * value;
    const byB = distance === 0 ? 0 : 2 * a * Math.log(distance) * byA;
    error += rest * rest;
    aa += byA * byA;
    ab += byA * byB;
    bb += byB * byB;
    ar += byA * rest;
    br += byB * rest;
  }
  const step = (damping: number): [number, number] => {
    const [first, second] = [aa * (1 + damping), bb * (1 + damping)];
    const determinant = first * second - ab * ab;
    return [(ar * second - br * ab) / determinant, (br * first - ar * ab) / determinant];
  };
  return { error, step };
}
