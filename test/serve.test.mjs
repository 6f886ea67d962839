import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../scripts/serve.mjs', import.meta.url));

/** Starts the server and gives `use` its address; afterwards it must end by itself on `signal`. */
async function withServer(args, signal, use) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
    await use(/http:\/\/\S+\//.exec(line)[0]);
    child.kill(signal);
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  } finally {
    child.kill('SIGKILL');
  }
}

test('serve.mjs isolates pages and tells the type of .wasm files', () =>
  withServer(['--port', '0'], 'SIGINT', async (address) => {
    const page = await fetch(address);
    assert.match(page.headers.get('content-type'), /text\/html/);
    assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(page.headers.get('cross-origin-embedder-policy'), 'require-corp');
    const wasm = await fetch(`${address}wasm/tfjs-backend-wasm.wasm`);
    assert.equal(wasm.headers.get('content-type'), 'application/wasm');
    assert.equal(new DataView(await wasm.arrayBuffer()).getUint32(0), 0x0061736d);
  }));

test('serve.mjs --plain sends no isolation headers, and lets any page load the element', () =>
  withServer(['--port', '0', '--plain'], 'SIGTERM', async (address) => {
    const page = await fetch(`${address}embed.html`);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('cross-origin-opener-policy'), null);
    assert.equal(page.headers.get('access-control-allow-origin'), '*');
  }));

test('serve.mjs serves nothing outside dist/', () =>
  withServer(['--port', '0'], 'SIGTERM', async (address) => {
    for (const path of ['missing.js', '%2e%2e/package.json', '..%2fpackage.json', '%zz']) {
      assert.equal((await fetch(address + path)).status, 404, path);
    }
  }));

test('serve.mjs takes the next port where one is taken', async () => {
  const taken = createServer().listen(0, 'localhost');
  await once(taken, 'listening');
  const { port } = taken.address();
  try {
    await withServer(['--port', String(port)], 'SIGTERM', async (address) => {
      assert.ok(Number(new URL(address).port) > port, address);
    });
  } finally {
    taken.close();
  }
});
