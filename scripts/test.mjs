// `npm test`: builds, runs every test there is, and ends with what failed and one line that counts the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addOutcomes, countVitest, formatOutcome, oneFailure } from './count-vitest.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Tests in a browser and in real VS Codes. */
function editorTests() {
  const folder = mkdtempSync(join(tmpdir(), 'qham-test-'));
  const report = join(folder, 'outcome.json');
  try {
    const { status } = spawnSync(process.execPath, ['scripts/test-editor.mjs', `--outcome=${report}`], {
      cwd: root,
      stdio: 'inherit',
    });
    const ended = `npm run test:editor ended with exit code ${status}`;
    if (!existsSync(report)) return oneFailure('the editor tests', `${ended} before it had counted them`);
    const outcome = JSON.parse(readFileSync(report, 'utf8'));
    return status === 0 || outcome.failed > 0 ? outcome : addOutcomes(outcome, oneFailure('the editor tests', ended));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runAll() {
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) return oneFailure('npm run build', 'the build failed: no test was run');
  // The editor tests come first, because they install the browser, whose graphics driver the tests of webgpu use.
  return addOutcomes(editorTests(), countVitest(['--reporter=default']));
}

let outcome = runAll();
// Tests that were all skipped have shown nothing.
if (outcome.passed + outcome.failed === 0)
  outcome = addOutcomes(outcome, oneFailure('npm test', 'every test was skipped'));
console.log(formatOutcome(outcome));
process.exitCode = outcome.failed === 0 ? 0 : 1;
