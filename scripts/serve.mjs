/**
 * Serves dist/: `node scripts/serve.mjs [--port N] [--plain]`.
 * Sends the headers that isolate a page, so that it gets threads; `--plain` leaves them out, as most web hosts do.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../dist', import.meta.url));

/** With these a page may share memory between its threads. */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** Any page may use the element from here. */
const COMMON_HEADERS = { 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' };

const MIME_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
  '.gz': 'application/gzip',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};
const PORTS_TO_TRY = 20;

async function findFile(folder, url) {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(folder + sep)) return undefined;
  const info = await stat(file).catch(() => undefined);
  return info?.isFile() ? { file, info } : undefined;
}

/** A server for the files of one folder; the caller listens and closes. */
export function createStaticServer({ folder = root, isolated = true } = {}) {
  const headers = { ...COMMON_HEADERS, ...(isolated ? ISOLATION_HEADERS : {}) };
  async function answer(request, response) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, headers).end();
      return;
    }
    const found = await findFile(folder, request.url).catch(() => undefined);
    if (!found) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain' }).end('not found\n');
      return;
    }
    const modified = found.info.mtime.toUTCString();
    if (request.headers['if-modified-since'] === modified) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, {
      ...headers,
      'Content-Type': MIME_TYPES[extname(found.file)] ?? 'application/octet-stream',
      'Content-Length': found.info.size,
      'Last-Modified': modified,
    });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(found.file)
        .on('error', () => response.destroy())
        .pipe(response);
  }
  return createServer((request, response) => void answer(request, response));
}

/** Listens on `port`, or the next free one after it; 0 takes any. Resolves to the port. */
export async function listen(server, port, host = 'localhost') {
  for (let candidate = port; ; candidate++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return server.address().port;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || candidate >= port + PORTS_TO_TRY) throw error;
    }
  }
}

async function main() {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8080' }, plain: { type: 'boolean', default: false } },
  });
  const server = createStaticServer({ isolated: !values.plain });
  const port = await listen(server, Number(values.port));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  }
  console.log(`The laboratory is at http://localhost:${port}/ (Ctrl-C stops)`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
