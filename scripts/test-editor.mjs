// `npm run test:editor`: tests in a browser and in real VS Codes. Sets up what they need, counts what cannot be had as
// skipped (with CI=true as failed), and ends with what failed and one line that counts the tests.
//
//   --pictures      takes the pictures of docs/pictures anew
//   --accessibility writes docs/accessibility.md from what the tests of the pages find
//   --outcome=FILE  writes the end into this file too, as JSON
//   other words     go to Vitest, for example a part of a file's name
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { addOutcomes, countVitest, formatOutcome, oneFailure } from './count-vitest.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const inCI = process.env.CI === 'true';
const words = process.argv.slice(2);
const OUTCOME = '--outcome=';
const SWITCHES = ['--pictures', '--accessibility'];
const forVitest = words.filter((word) => !SWITCHES.includes(word) && !word.startsWith(OUTCOME));
const pictures = words.includes('--pictures');
const outcomeFile = words.find((word) => word.startsWith(OUTCOME))?.slice(OUTCOME.length);
const missing = [];

if (!process.features.typescript) {
  // The project's own Node reads TypeScript; the one of the machine may be older.
  const own = join(root, 'node_modules/.bin/node');
  process.exit(spawnSync(own, process.argv.slice(1), { stdio: 'inherit', cwd: root }).status ?? 1);
}

for (const part of ['extension/dist/extension.cjs', 'language-server/dist/main.cjs', 'runtime/dist/qham.mjs'])
  if (!existsSync(join(root, part))) run('npm', ['run', 'build', '--silent']);

const { findChromium } = await import('../test/editor/chromium.ts');
const { accessibilityReport } = await import('../test/editor/page/accessibility-report.ts');
const { EQUIPMENT_VARIABLE } = await import('../test/editor/equipment.ts');
const { equip } = await import('../test/editor/vscode/extension.ts');
const { installVSCode } = await import('../test/editor/vscode/install.ts');
const { RECIPES } = await import('../test/editor/vscode/versions.ts');

if (findChromium() === null) installChromium();
if (findChromium() === null) missing.push('a browser: install Chromium, or set QHAM_CHROMIUM to one');

const made = mkdtempSync(join(tmpdir(), 'qham-equipment-'));
process.on('exit', () => rmSync(made, { recursive: true, force: true }));
const vsix = join(made, 'qham.vsix');
const webVsix = join(made, 'qham-web.vsix');
const web = join(made, 'web');
pack('--out', vsix);
pack('--target', 'web', '--out', webVsix, '--unpacked', web);

const vscodes = [];
for (const recipe of RECIPES) {
  try {
    const installed = await installVSCode(recipe, join(root, '.cache/vscode'));
    vscodes.push({ version: recipe.vscode, installed: equip(installed, vsix, made) });
  } catch (error) {
    missing.push(`VS Code ${recipe.vscode}: ${error.message}`);
    vscodes.push({ version: recipe.vscode, installed: null });
  }
}

// Mocha is not bundled; the suite looks for it beside itself.
symlinkSync(join(root, 'node_modules'), join(made, 'node_modules'), 'junction');
const suite = join(made, 'suite.cjs');
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
const accessibility = join(made, 'accessibility');
for (const folder of [results, pictureFolder, accessibility]) mkdirSync(folder, { recursive: true });
const equipment = { vscodes, vsix, webVsix, web, suite, pictures: pictureFolder, results, accessibility };
let outcome = countVitest(['--config', 'test/editor/vitest.config.ts', '--reporter=verbose', ...forVitest], {
  [EQUIPMENT_VARIABLE]: JSON.stringify(equipment),
});
if (words.includes('--accessibility') && outcome.failed === 0)
  writeFileSync(join(root, 'docs/accessibility.md'), accessibilityReport(accessibility, new Date()));
for (const reason of missing) console.log(`cannot be had here: ${reason}`);
if (inCI) outcome = addOutcomes(outcome, ...missing.map((reason) => oneFailure('cannot be had here', reason)));
// Tests that were all skipped have shown nothing.
if (inCI && outcome.passed + outcome.failed === 0)
  outcome = addOutcomes(outcome, oneFailure('the editor tests', 'every test was skipped'));
if (outcomeFile) writeFileSync(outcomeFile, JSON.stringify(outcome));
console.log(formatOutcome(outcome));
process.exitCode = outcome.failed === 0 ? 0 : 1;

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

/** The packaged extension is what is tested. */
function pack(...words) {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/package.mjs', ...words], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the extension could not be packaged:\n${stderr}`);
}

function run(command, parts) {
  const { status } = spawnSync(command, parts, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} ${parts.join(' ')} failed`);
}
