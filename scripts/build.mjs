/**
 * Fills dist/ with all that a page needs: `node scripts/build.mjs [--types]`.
 *
 *   ae-dashboard.js element.js       what runs in the page: no tfjs in them
 *   engine.js kernels.js             for programs of one's own: they use the program's copy of @tensorflow/*
 *   *.worker.js                      classic scripts, so that a page of another origin can start them by importScripts
 *   wasm/ data/ *.html               beside them, found relative to them
 */
import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { prepareMnist } from './prepare-mnist.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What every bundle shares, tests and benchmarks included. */
export const bundleOptions = {
  absWorkingDir: root,
  bundle: true,
  target: 'es2022',
  platform: 'browser',
  sourcemap: true,
  logLevel: 'warning',
  legalComments: 'none',
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
};

const MODULES = {
  'ae-dashboard': 'src/ui/index.ts',
  element: 'src/ui/components/ae-dashboard.ts',
  engine: 'src/engine/index.ts',
  kernels: 'src/engine/kernels/index.ts',
};
const WORKERS = {
  'training.worker': 'src/workers/training.worker.ts',
  'projection.worker': 'src/workers/projection.worker.ts',
  'export.worker': 'src/workers/export.worker.ts',
  'kernel-thread.worker': 'src/workers/kernel-thread.worker.ts',
};
const TFJS_WASM = ['', '-simd', '-threaded-simd'].map((variant) => `tfjs-backend-wasm${variant}.wasm`);

/** How the modules are bundled; a test reads what comes of it. */
export function moduleOptions() {
  return {
    ...bundleOptions,
    entryPoints: MODULES,
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    minify: true,
    external: ['@tensorflow/*'],
  };
}

async function bundleModules() {
  // Chunks are named by content: those of an earlier build would stay behind.
  for (const name of await readdir(join(root, 'dist'))) {
    if (name.startsWith('chunk-')) await rm(join(root, 'dist', name));
  }
  await build(moduleOptions());
}

/**
 * tfjs' threaded build starts eight threads on any machine, a third of a second of work before the first model, and uses
 * at most half the cores, four at most. This lets it start as many as it uses.
 */
const fewerTfjsThreads = {
  name: 'fewer-tfjs-threads',
  setup({ onLoad }) {
    onLoad({ filter: /tfjs-backend-wasm-threaded-simd\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const parts = source.split('var pthreadPoolSize=8;');
      if (parts.length !== 2)
        throw new Error(`expected one pool of 8 threads in ${path}, found ${parts.length - 1}`);
      const used = 'Math.min(4,Math.max(1,((navigator.hardwareConcurrency||1)+1)>>1))';
      return { contents: parts.join(`var pthreadPoolSize=${used};`), loader: 'js' };
    });
  },
};

/** How the workers are bundled; a test reads what comes of it. */
export function workerOptions() {
  return {
    ...bundleOptions,
    entryPoints: WORKERS,
    outdir: 'dist',
    format: 'iife',
    // tfjs turns its threaded factory into text and starts its threads from that: renaming would tear it from its names.
    minifyWhitespace: true,
    minifySyntax: true,
    define: { 'import.meta.url': 'self.location.href' },
    plugins: [fewerTfjsThreads],
  };
}

async function bundleWorkers() {
  await build(workerOptions());
}

async function copyTfjsWasm() {
  await mkdir(join(root, 'public/wasm'), { recursive: true });
  const from = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
  for (const name of TFJS_WASM) await cp(join(from, name), join(root, 'public/wasm', name));
}

/** Copies a tree, leaving alone what is there already with the same size and not older. */
async function copyPublic() {
  await cp(join(root, 'public'), join(root, 'dist'), {
    recursive: true,
    filter: async (from, to) => {
      const [a, b] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
      return a.isDirectory() || b === undefined || b.size !== a.size || b.mtimeMs < a.mtimeMs;
    },
  });
}

export async function buildAll({ types = false } = {}) {
  await mkdir(join(root, 'dist'), { recursive: true });
  const { buildWasm } = await import('./build-wasm.mjs');
  await Promise.all([prepareMnist(), buildWasm(), copyTfjsWasm()]);
  await Promise.all([bundleModules(), bundleWorkers(), copyPublic()]);
  if (types) await cp(join(root, 'build/types'), join(root, 'dist/types'), { recursive: true });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const startMs = performance.now();
  await buildAll({ types: process.argv.includes('--types') });
  console.log(`built dist/ in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
}
