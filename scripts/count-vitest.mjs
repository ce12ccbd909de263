// Runs Vitest and counts its tests, for the lines that `npm test` and `npm run test:editor` end with.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Lines of a message that are shown again at the end. */
const LINES = 30;

// Documented in count-vitest.d.mts.
export function countVitest(args, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'qham-vitest-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const { status, signal } = spawnSync(
      process.execPath,
      [vitest, 'run', '--reporter=json', `--outputFile.json=${report}`, ...args],
      { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } },
    );
    const ended = `Vitest ended with ${signal ?? `exit code ${status}`}`;
    if (!existsSync(report)) return oneFailure('Vitest', `${ended} and left no report`);
    const outcome = readReport(JSON.parse(readFileSync(report, 'utf8')));
    if (outcome.failed > 0 || status === 0) return outcome;
    return addOutcomes(outcome, oneFailure('Vitest', `${ended} although no test failed: see its output`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function oneFailure(name, message) {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ file: '', name, message }] };
}

export function addOutcomes(...outcomes) {
  const sum = (what) => outcomes.reduce((all, outcome) => all + outcome[what], 0);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), failures };
}

export function formatOutcome({ passed, failed, skipped, failures }) {
  const parts = failures.map(({ file, name, message }) => {
    const lines = stripVTControlCharacters(message).trim().split('\n');
    const shown = lines.length > LINES ? [...lines.slice(0, LINES), `… ${lines.length - LINES} more lines`] : lines;
    return [`FAILED ${[file, name].filter(Boolean).join(' > ')}`, ...shown.map((line) => `  ${line}`), ''].join('\n');
  });
  return [...parts, `${passed} passed, ${failed} failed, ${skipped} skipped`].join('\n');
}

function readReport({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const failures = testResults.flatMap(({ name: path, status, message, assertionResults }) => {
    const file = relative(root, path);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [{ file, name: '', message: message || 'did not load' }];
    return failed.map(({ ancestorTitles, title, failureMessages }) => ({
      file,
      name: [...ancestorTitles, title].join(' > '),
      message: failureMessages.join('\n'),
    }));
  });
  const unloaded = failures.filter(({ name }) => name === '').length;
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded,
    skipped: numPendingTests + numTodoTests,
    failures,
  };
}
