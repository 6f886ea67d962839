import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { bundleOptions } from '../scripts/build.mjs';
import { CHROME_ARGS, findChrome } from '../scripts/find-chrome.mjs';
import { createStaticServer, listen } from '../scripts/serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const examples = [...readme.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code);
const MOST_LINES = 14;

let server;
let browser;
let address;

before(async () => {
  server = createStaticServer();
  address = `http://localhost:${await listen(server, 0)}/`;
  browser = await puppeteer.launch({ executablePath: findChrome(), args: CHROME_ARGS });
});

after(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
});

/** Runs an example as its reader would, bundled with the built package, and gives what it logs last. */
async function runExample(code) {
  const { outputFiles } = await build({
    ...bundleOptions,
    stdin: { contents: code.replaceAll('https://example.org/ae-dashboard/', address), resolveDir: root },
    alias: {
      'ae-dashboard/engine': `${root}dist/engine.js`,
      'ae-dashboard/kernels': `${root}dist/kernels.js`,
    },
    format: 'esm',
    sourcemap: false,
    write: false,
  });
  const page = await browser.newPage();
  // The laboratory's own page would train too; this one holds nothing but the example.
  await page.goto(`${address}wasm/`).catch(() => undefined);
  return page.evaluate(async (source) => {
    const logged = [];
    console.log = (value) => logged.push(value);
    await import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    return logged;
  }, outputFiles[0].text);
}

test('README shows the engine and the kernels, each in under fifteen lines', () => {
  const longest = examples.map((code) => code.trim().split('\n').length);
  assert.equal(examples.length, 2);
  assert.ok(
    longest.every((lines) => lines <= MOST_LINES),
    String(longest),
  );
});

test('the example of the engine trains and evaluates', async () => {
  const logged = await runExample(examples[0]);
  const evaluation = logged.pop();
  assert.deepEqual(
    logged.map(({ epoch }) => epoch),
    [1, 2, 3],
  );
  assert.equal(evaluation.count, 1000);
  // The mean image of the digits has an RMSE of 0.26.
  assert.ok(evaluation.rmse < 0.2, `RMSE ${evaluation.rmse}`);
});

test('the example of the kernels lets a stock convolutional net train', async () => {
  const training = `
    import * as tfl from '@tensorflow/tfjs-layers';
    const model = tfl.sequential({ layers: [
      tfl.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: 'relu' }),
      tfl.layers.maxPooling2d({ poolSize: 2 }), tfl.layers.flatten(), tfl.layers.dense({ units: 1 }),
    ] });
    model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError' });
    const x = tf.randomNormal([32, 8, 8, 1], 0, 1, 'float32', 1);
    const { history } = await model.fit(x, tf.mean(x, [1, 2]), { epochs: 40 });
    console.log([tf.getBackend(), history.loss[0], history.loss[39]]);`;
  const [[backend, first, last]] = await runExample(examples[1] + training);
  assert.equal(backend, 'wasm');
  assert.ok(last < first / 2, `${first} → ${last}`);
});
