/**
 * Checks that src/ keeps the rules of ARCHITECTURE.md: `node scripts/check-layers.mjs [folder]`. It reports
 *   - an import against the direction of the layers, or of a package that a layer must not know,
 *   - an import across folders that does not go through the folder's door (its index.ts),
 *   - a cycle of imports,
 *   - a reader of tfjs' internals other than src/engine/wasm/tensor-memory.ts,
 *   - a file over 400 lines,
 *   - in the UI, a second file that talks to a worker.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Rooms, the innermost first: what each may import of other rooms and of packages. A room's own files are always
 * allowed; of `types` it may import types only. A package stands for its subpaths as well, but tfjs' are closed to all: they change without notice.
 */
const ROOMS = [
  { room: 'src/engine/kernels/assembly', rooms: [], packages: [] },
  {
    room: 'src/engine/wasm',
    rooms: [],
    packages: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm'],
  },
  { room: 'src/engine/kernels', rooms: ['src/engine/wasm'], packages: ['@tensorflow/tfjs-core'] },
  {
    room: 'src/engine/models',
    // What is known of the presets without tfjs has a door of its own, for the page.
    doors: ['index.ts', 'preset-list.ts'],
    types: ['src/engine/training'],
    rooms: [],
    packages: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'],
  },
  { room: 'src/engine/datasets', rooms: [], packages: ['d3-dsv', 'fflate'] },
  {
    room: 'src/engine/training',
    rooms: ['src/engine/models', 'src/engine/datasets', 'src/engine/kernels'],
    packages: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', 'fflate'],
  },
  {
    room: 'src/engine/analysis',
    rooms: ['src/engine/models', 'src/engine/datasets', 'src/engine/kernels'],
    packages: ['@tensorflow/tfjs-core'],
  },
  { room: 'src/engine/exports', rooms: [], packages: ['fflate', 'fast-png', 'hyparquet-writer'] },
  {
    room: 'src/engine',
    rooms: ['wasm', 'kernels', 'models', 'datasets', 'training', 'analysis'].map(
      (name) => `src/engine/${name}`,
    ),
    packages: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', '@tensorflow/tfjs-backend-wasm'],
  },
  {
    room: 'src/workers',
    rooms: ['src/engine', 'wasm', 'kernels', 'models', 'datasets', 'training', 'analysis', 'exports'].map(
      (name) => (name.startsWith('src') ? name : `src/engine/${name}`),
    ),
    packages: ['comlink', 'idb-keyval'],
  },
  { room: 'src/ui/styles', rooms: [], packages: ['lit'] },
  { room: 'src/ui/charts', rooms: ['src/ui/styles'], packages: ['d3'] },
  { room: 'src/ui/state', rooms: ['src/workers', 'src/ui/charts', 'src/ui/styles'], packages: ['lit', 'd3'] },
  {
    room: 'src/ui/components',
    // The lab and the dashboard build on all other elements, so they cannot stand in their door: they are two of their own.
    doors: ['index.ts', 'ae-lab.ts', 'ae-dashboard.ts'],
    types: ['src/workers'],
    rooms: ['src/ui/state', 'src/ui/charts', 'src/ui/styles'],
    packages: ['lit', 'd3'],
  },
  {
    room: 'src/ui',
    rooms: ['src/ui/components', 'src/ui/state', 'src/ui/charts', 'src/ui/styles'],
    packages: [],
  },
];

/** Files at the root of a layer that every room of it may import: they import nothing themselves. */
const SHARED_FILES = ['src/engine/errors.ts', 'src/engine/random.ts'];

/** The one file that TypeScript and AssemblyScript share: plain numbers. */
const JOB_KINDS = 'src/engine/kernels/assembly/job-kinds.ts';

/** A subpath that tfjs itself tells its users to import: it has no other name. */
const PUBLIC_SUBPATH = '@tensorflow/tfjs-core/dist/register_all_gradients.js';

const MAX_LINES = 400;
const INTERNALS_READER = 'src/engine/wasm/tensor-memory.ts';
const INTERNALS = /\b(dataIdMap|memoryOffset|wasmMemory|_malloc|_free)\b/;

const IMPORT =
  /(?:^|[;}\s])(?:(import|export)\s+(type\s)?(?:[\w$*\s{},]+?\sfrom\s*)?|import\s*\(\s*)(['"])([^'"\n]+)\3/g;

function stripComments(source) {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

/** The imports of a source: `{specifier, typeOnly}`. */
function listImports(source) {
  return [...stripComments(source).matchAll(IMPORT)].map(([, , type, , specifier]) => ({
    specifier,
    typeOnly: type !== undefined,
  }));
}

function roomOf(path) {
  return ROOMS.find(({ room }) => path.startsWith(`${room}/`));
}

function resolveImport(from, specifier, files) {
  const path = posix.join(posix.dirname(from), specifier);
  // AssemblyScript writes no extensions.
  return [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => files.has(candidate)) ?? path;
}

function checkPackage(file, room, specifier) {
  if (
    specifier.startsWith('@tensorflow/') &&
    specifier.split('/').length > 2 &&
    specifier !== PUBLIC_SUBPATH &&
    file !== INTERNALS_READER
  ) {
    return `${file}: imports ${specifier}; only what a tfjs package itself exports is public`;
  }
  if (room.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))) return undefined;
  return `${file}: imports the package ${specifier}; ${room.room} may import ${room.packages.join(', ') || 'none'}`;
}

function checkFileImport(file, room, target, { specifier, typeOnly }, files) {
  const targetRoom = target.startsWith('src/') ? roomOf(target) : undefined;
  if (!targetRoom) return `${file}: imports ${specifier}, which is no part of src/`;
  if (!files.has(target)) return `${file}: imports ${specifier}, which is not there`;
  if (targetRoom === room) {
    return target === `${room.room}/index.ts`
      ? `${file}: imports its own folder's door ${target}; import the file itself`
      : undefined;
  }
  if (SHARED_FILES.includes(target) && file.startsWith('src/engine/')) return undefined;
  if (target === JOB_KINDS && file.startsWith('src/engine/kernels/')) return undefined;
  const mayKnow = room.rooms.includes(targetRoom.room) || (typeOnly && room.types?.includes(targetRoom.room));
  if (!mayKnow) return `${file}: imports ${target}; ${room.room} must not know ${targetRoom.room}`;
  // Types vanish from the bundles, so they may name the file that declares them.
  const doors = (targetRoom.doors ?? ['index.ts']).map((name) => `${targetRoom.room}/${name}`);
  if (!doors.includes(target) && !typeOnly)
    return `${file}: imports ${target}; the way in is ${doors.join(' or ')}`;
  return undefined;
}

/** Cycles in `graph` (file → files it imports), each as `a → b → a`. */
function findCycles(graph) {
  const cycles = [];
  const done = new Set();
  const path = [];
  function visit(file) {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push([...path.slice(at), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  }
  for (const file of graph.keys()) visit(file);
  return cycles;
}

/** A worker's client is made in one file of the UI. */
function findSecondTalkers(files) {
  const makers = new Map();
  for (const [file, source] of files) {
    if (!file.startsWith('src/ui/')) continue;
    for (const [, client] of stripComments(source).matchAll(/\bnew (\w+Client)\(/g)) {
      makers.set(client, new Set([...(makers.get(client) ?? []), file]));
    }
  }
  return [...makers]
    .filter(([, talkers]) => talkers.size > 1)
    .map(([client, talkers]) => `${[...talkers].join(', ')}: only one file of the UI may make a ${client}`);
}

/**
 * @param {Map<string, string>} files sources by path from the project's root, with forward slashes
 * @returns {string[]} one sentence for each violation
 */
export function findViolations(files) {
  const violations = [];
  const graph = new Map();
  for (const [file, source] of files) {
    const room = roomOf(file);
    if (!room) {
      violations.push(`${file}: lies in no layer`);
      continue;
    }
    const targets = [];
    for (const entry of listImports(source)) {
      if (!entry.specifier.startsWith('.')) {
        violations.push(checkPackage(file, room, entry.specifier));
        continue;
      }
      const target = resolveImport(file, entry.specifier, files);
      violations.push(checkFileImport(file, room, target, entry, files));
      if (!entry.typeOnly) targets.push(target);
    }
    graph.set(file, targets);
    const lineCount = source.trimEnd().split('\n').length;
    if (lineCount > MAX_LINES)
      violations.push(`${file}: ${lineCount} lines; over ${MAX_LINES} it is more than one idea`);
    if (file !== INTERNALS_READER && INTERNALS.test(stripComments(source))) {
      violations.push(`${file}: reads tfjs' internals; only ${INTERNALS_READER} may`);
    }
  }
  violations.push(...findSecondTalkers(files));
  violations.push(...findCycles(graph).map((cycle) => `cycle: ${cycle}`));
  return violations.filter(Boolean);
}

/** The sources of a project: every .ts file under its src/. */
export function readSources(root) {
  const paths = readdirSync(join(root, 'src'), { recursive: true }).map(
    (path) => `src/${path.split(sep).join('/')}`,
  );
  return new Map(
    paths
      .filter((path) => path.endsWith('.ts'))
      .sort()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = process.argv[2] ? resolve(process.argv[2]) : fileURLToPath(new URL('..', import.meta.url));
  const files = readSources(root);
  const violations = findViolations(files);
  violations.forEach((violation) => console.error(violation));
  console.log(`layers: ${files.size} files, ${violations.length} violations`);
  process.exitCode = violations.length > 0 || files.size === 0 ? 1 : 0;
}
