import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';
import { moduleOptions, workerOptions } from '../scripts/build.mjs';

const { metafile } = await build({ ...moduleOptions(), metafile: true, write: false });

/** Everything that a module of dist/ loads: sources in it and in its chunks, and packages left outside. */
function listContents(name) {
  const sources = new Set();
  const packages = new Set();
  const visited = new Set();
  function visit(path) {
    if (visited.has(path)) return;
    visited.add(path);
    const output = metafile.outputs[path];
    Object.keys(output.inputs).forEach((source) => sources.add(source));
    for (const { path: imported, external } of output.imports) {
      if (external) packages.add(imported);
      else visit(imported);
    }
  }
  visit(`dist/${name}`);
  return { sources: [...sources], packages: [...packages] };
}

for (const name of ['ae-dashboard.js', 'element.js']) {
  test(`${name} holds no tfjs, no UMAP and no parser`, () => {
    const { sources, packages } = listContents(name);
    assert.ok(sources.includes('src/ui/components/ae-dashboard.ts'), 'the element is missing');
    assert.deepEqual(packages, []);
    // The list of presets is plain data, without a model in it.
    const forbidden = /^src\/engine\/(?!models\/preset-list\.ts$)|@tensorflow|umap-js|fflate/;
    assert.deepEqual(
      sources.filter((source) => forbidden.test(source)),
      [],
    );
  });
}

test('engine.js and kernels.js use the copy of tfjs that their user has', () => {
  for (const name of ['engine.js', 'kernels.js']) {
    const { sources, packages } = listContents(name);
    assert.ok(packages.includes('@tensorflow/tfjs-core'), `${name} does not import tfjs`);
    assert.deepEqual(
      sources.filter((source) => source.includes('@tensorflow')),
      [],
    );
  }
});

test('projection.worker.js holds kernels, and no tfjs', async () => {
  const { metafile: worker } = await build({ ...workerOptions(), metafile: true, write: false });
  const sources = Object.keys(worker.outputs['dist/projection.worker.js'].inputs);
  assert.ok(sources.includes('src/engine/kernels/nearest-search.ts'), 'the kernels are missing');
  assert.deepEqual(
    sources.filter((source) => /@tensorflow|umap-js|fflate/.test(source)),
    [],
  );
});
