// `npm run test:editor`: tests in a browser and in real VS Codes. Sets up what they need, counts what cannot be had as
// skipped (with CI=true as failed), and ends with one line that counts the tests.
//
//   --pictures   takes the pictures of docs/pictures anew
//   other words  go to Vitest, for example a part of a file's name
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const inCI = process.env.CI === 'true';
const words = process.argv.slice(2);
const forVitest = words.filter((word) => word !== '--pictures');
const pictures = words.includes('--pictures');
const missing = [];

if (!process.features.typescript) {
  // The project's own Node reads TypeScript; the one of the machine may be older.
  const own = join(root, 'node_modules/.bin/node');
  process.exit(spawnSync(own, process.argv.slice(1), { stdio: 'inherit', cwd: root }).status ?? 1);
}

for (const part of ['extension/dist/extension.cjs', 'language-server/dist/main.cjs', 'runtime/dist/qham.mjs'])
  if (!existsSync(join(root, part))) run('npm', ['run', 'build', '--silent']);

const { findChromium } = await import('../test/editor/chromium.ts');
const { EQUIPMENT_VARIABLE } = await import('../test/editor/equipment.ts');
const { installVSCode } = await import('../test/editor/vscode/install.ts');
const { RECIPES } = await import('../test/editor/vscode/versions.ts');

if (findChromium() === null) installChromium();
if (findChromium() === null) missing.push('a browser: install Chromium, or set QHAM_CHROMIUM to one');

const vscodes = [];
for (const recipe of RECIPES) {
  try {
    vscodes.push({ version: recipe.vscode, installed: await installVSCode(recipe, join(root, '.cache/vscode')) });
  } catch (error) {
    missing.push(`VS Code ${recipe.vscode}: ${error.message}`);
    vscodes.push({ version: recipe.vscode, installed: null });
  }
}

const suite = join(root, '.cache/editor-suite/index.cjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/editor/suite/index.ts'],
  outfile: suite,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});

const results = join(root, 'test-results');
const pictureFolder = pictures ? join(root, 'docs/pictures') : results;
for (const folder of [results, pictureFolder]) mkdirSync(folder, { recursive: true });
const counts = runVitest({ vscodes, suite, pictures: pictureFolder, results });
for (const reason of missing) console.log(`cannot be had here: ${reason}`);
if (inCI && missing.length > 0) counts.failed += missing.length;
// Tests that were all skipped have shown nothing.
if (inCI && counts.passed === 0) counts.failed ||= 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** Runs the tests and returns how many there were; a file that does not even load counts as one failure. */
function runVitest(equipment) {
  const folder = mkdtempSync(join(tmpdir(), 'qham-editor-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
    const { status } = spawnSync(
      process.execPath,
      [vitest, 'run', '--config', 'test/editor/vitest.config.ts', ...reporters, ...forVitest],
      { cwd: root, stdio: 'inherit', env: { ...process.env, [EQUIPMENT_VARIABLE]: JSON.stringify(equipment) } },
    );
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const unloaded = testResults.filter(
      ({ status: file, assertionResults }) =>
        file === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    ).length;
    const failed = numFailedTests + unloaded;
    return {
      passed: numPassedTests,
      failed: failed || (status === 0 ? 0 : 1),
      skipped: numPendingTests + numTodoTests,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Debian's package, where this process may install it. */
function installChromium() {
  if (process.env.QHAM_CHROMIUM) return;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('installing Debian’s package chromium');
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    const install = () =>
      spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], options).status === 0;
    if (!install() && spawnSync('apt-get', ['update'], options).status === 0) install();
  }
}

function run(command, parts) {
  const { status } = spawnSync(command, parts, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} ${parts.join(' ')} failed`);
}
