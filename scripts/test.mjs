// `npm test`: builds, runs every test there is, and ends with one line that counts them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the repository and shows what it prints. @returns its exit code and its stdout */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['inherit', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Tests without an editor. A file that does not even load counts as one failure. */
async function unitTests() {
  const folder = await mkdtemp(join(tmpdir(), 'qham-test-'));
  const report = join(folder, 'report.json');
  try {
    const { code } = await run('npx', [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      await readFile(report, 'utf8'),
    );
    const unloaded = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    ).length;
    const failed = numFailedTests + unloaded;
    return {
      passed: numPassedTests,
      failed: failed || (code === 0 ? 0 : 1),
      skipped: numPendingTests + numTodoTests,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Tests in a real VS Code, which count themselves in their last line. */
async function editorTests() {
  const { code, output } = await run('node', ['scripts/test-editor.mjs']);
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  const counts = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line)?.slice(1).map(Number);
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  const [passed, failed, skipped] = counts;
  return { passed, failed: failed || (code === 0 ? 0 : 1), skipped };
}

const { code: buildCode } = await run('npm', ['run', '--silent', 'build']);
if (buildCode !== 0) {
  console.error('the build failed: no test was run');
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of [unitTests, editorTests]) {
  const counts = await suite();
  for (const kind of Object.keys(total)) total[kind] += counts[kind];
}
// A project without passing tests has not been tested.
if (total.passed === 0) total.failed ||= 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
