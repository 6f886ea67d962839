/** Finds a Chromium-based browser for tests and benchmarks; on Debian, as root, installs one where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const FIXED_PATHS = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap(
    (path) =>
      [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
        .filter(Boolean)
        .map((folder) => join(folder, path)),
  ),
};

const isRoot = process.getuid?.() === 0;

/** What the browser is started with: nothing that calls home, and as root no sandbox, which Chromium refuses there. */
export const CHROME_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  ...(isRoot ? ['--no-sandbox'] : []),
];

/** Ubuntu's /usr/bin/chromium-browser may be a stub that only names a snap: on Linux a browser must tell its version. */
function works(path) {
  if (!existsSync(path)) return false;
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

function search() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = process.platform === 'linux' ? NAMES.flatMap((n) => folders.map((f) => join(f, n))) : [];
  return [...onPath, ...(FIXED_PATHS[process.platform] ?? [])].find(works);
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function installOnDebian() {
  console.log('No Chromium found: installing it with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
}

/** The browser's path. `CHROME_PATH` goes before all. Throws an Error that says what to install. */
export function findChrome() {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new Error(`CHROME_PATH is ${wanted}, and there is no such file`);
  }
  let found = search();
  if (!found && isRoot && isDebian()) {
    installOnDebian();
    found = search();
  }
  if (found) return found;
  throw new Error(
    'no Chrome, Chromium or Edge found: install one (Debian: apt-get install chromium; Ubuntu: Google Chrome from ' +
      'google.com/chrome, or snap install chromium) or set CHROME_PATH',
  );
}
