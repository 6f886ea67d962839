/** Compiles the AssemblyScript kernels into public/wasm/, one file for each {shared, unshared} × {relaxed, simd}. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

export async function buildWasm() {
  await mkdir(`${root}public/wasm`, { recursive: true });
  for (const memory of ['shared', 'unshared'])
    for (const isa of ['relaxed', 'simd']) {
      const { error, stderr } = await asc.main([
        ...['src/engine/kernels/assembly/index.ts', '--baseDir', root],
        ...['--outFile', `public/wasm/ae-kernels-${memory}-${isa}.wasm`],
        // No runtime, no static data: the memory belongs to tfjs, whatever we placed there would overwrite its heap.
        ...['--runtime', 'stub', '--noAssert', '--importMemory', '--initialMemory', '1'],
        ...(memory === 'shared' ? ['--sharedMemory', '--maximumMemory', '65536'] : []),
        ...['-O3', '--enable', isa === 'relaxed' ? 'simd,threads,relaxed-simd' : 'simd,threads'],
        ...[
          '--use',
          `RELAXED=${isa === 'relaxed' ? 1 : 0}`,
          '--use',
          `SHARED=${memory === 'shared' ? 1 : 0}`,
        ],
      ]);
      if (error) throw new Error(`The kernels do not compile (${memory}, ${isa}):\n${stderr}`);
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWasm();
