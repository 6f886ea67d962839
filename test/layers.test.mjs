import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findViolations, readSources } from '../scripts/check-layers.mjs';

const sources = readSources(fileURLToPath(new URL('..', import.meta.url)));
const found = findViolations(sources);

/** What is reported in addition when a file is added to the real tree. */
function plant(files) {
  return findViolations(new Map([...sources, ...Object.entries(files)])).filter(
    (violation) => !found.includes(violation),
  );
}

function assertReported(files, pattern) {
  const reported = plant(files);
  assert.equal(reported.length, 1, reported.join('\n'));
  assert.match(reported[0], pattern);
}

test('findViolations() finds none in the tree', () => {
  assert.ok(sources.size > 20, `only ${sources.size} files were read`);
  assert.deepEqual(found, []);
});

test('findViolations() reports a layer that looks upwards', () => {
  assertReported(
    { 'src/engine/models/planted.ts': `import { x } from '../../workers/index.ts';\n` },
    /src\/engine\/models must not know src\/workers/,
  );
});

test('findViolations() reports the engine in the page, types too', () => {
  assertReported(
    { 'src/ui/components/planted.ts': `import type { x } from '../../engine/models/architecture.ts';\n` },
    /src\/ui\/components must not know src\/engine/,
  );
});

test('findViolations() reports a package that a layer must not know', () => {
  assertReported(
    { 'src/ui/state/planted.ts': `import * as tf from "@tensorflow/tfjs-core";\n` },
    /imports the package @tensorflow\/tfjs-core/,
  );
  assertReported(
    { 'src/engine/planted.ts': `const c = await import('comlink');\n` },
    /imports the package comlink/,
  );
});

test('findViolations() reports a deep import of tfjs', () => {
  assertReported(
    { 'src/engine/models/planted.ts': `export * from '@tensorflow/tfjs-layers/dist/engine/topology';\n` },
    /only what a tfjs package itself exports is public/,
  );
});

test('findViolations() reports a way in that is not the door', () => {
  assertReported(
    { 'src/engine/training/planted.ts': `import {\n  a,\n  b,\n} from '../datasets/dataset.ts';\n` },
    /the way in is src\/engine\/datasets\/index\.ts/,
  );
});

test('findViolations() reports imports of tests, benchmarks and scripts', () => {
  assertReported({ 'src/ui/charts/planted.ts': `import '../../../test/helpers/x.ts';\n` }, /no part of src/);
});

test('findViolations() reports a cycle', () => {
  assertReported(
    {
      'src/engine/models/a.ts': `import { b } from './b.ts';\n`,
      'src/engine/models/b.ts': `export { a } from './a.ts';\n`,
    },
    /cycle: src\/engine\/models\/a\.ts → src\/engine\/models\/b\.ts → src\/engine\/models\/a\.ts/,
  );
});

test("findViolations() reports a second reader of tfjs' internals", () => {
  assertReported(
    { 'src/engine/kernels/planted.ts': `export const f = (b) => b.dataIdMap.get(1);\n` },
    /reads tfjs' internals/,
  );
});

test('findViolations() reports a second file of the page that talks to a worker', () => {
  const source = 'export const client = new TrainingClient(url);\n';
  const alone = findViolations(new Map([['src/ui/state/a.ts', source]]));
  const together = findViolations(
    new Map([
      ['src/ui/state/a.ts', source],
      ['src/ui/state/b.ts', source],
    ]),
  );
  assert.deepEqual(alone, []);
  assert.match(together.join(), /only one file of the UI may make a TrainingClient/);
});

test('findViolations() reads neither comments nor strings as imports', () => {
  assert.deepEqual(
    plant({
      'src/engine/models/planted.ts': `// import { x } from 'lit';\n/* import 'd3'; */\nexport const s = 'a';\n`,
    }),
    [],
  );
});
