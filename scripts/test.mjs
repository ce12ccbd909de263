// `npm test`: builds, runs every test there is, and ends with one line that counts them.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { countVitest, formatCounts, parseCounts } from './count-vitest.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const FAILURE = { passed: 0, failed: 1, skipped: 0 };

/** Tests in a browser and in real VS Codes, which count themselves in their last line. */
function editorTests() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/test-editor.mjs'], {
      cwd: root,
      stdio: ['inherit', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const counts = parseCounts(output) ?? FAILURE;
      resolve(code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 });
    });
  });
}

async function runAll() {
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) {
    console.error('the build failed: no test was run');
    return [FAILURE];
  }
  // The editor tests come first, because they install the browser, whose graphics driver the tests of webgpu use.
  return [await editorTests(), countVitest(['--reporter=default'])];
}

const total = (await runAll()).reduce((sum, { passed, failed, skipped }) => ({
  passed: sum.passed + passed,
  failed: sum.failed + failed,
  skipped: sum.skipped + skipped,
}));
// Tests that were all skipped have shown nothing.
if (total.passed === 0) total.failed ||= 1;
console.log(formatCounts(total));
process.exitCode = total.failed === 0 ? 0 : 1;
