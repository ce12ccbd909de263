// Runs Vitest and counts its tests, for the line that `npm test` and `npm run test:editor` end with.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {string[]} args of `vitest run`
 * @param {NodeJS.ProcessEnv} [environment] added to this process's
 * @returns {{ passed: number, failed: number, skipped: number }} a file that does not even load counts as one failure, and
 * so does a Vitest that ends badly for any other reason
 */
export function countVitest(args, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'qham-vitest-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const { status } = spawnSync(
      process.execPath,
      [vitest, 'run', '--reporter=json', `--outputFile.json=${report}`, ...args],
      { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } },
    );
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const unloaded = testResults.filter(
      ({ status: file, assertionResults }) =>
        file === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    ).length;
    return {
      passed: numPassedTests,
      failed: numFailedTests + unloaded || (status === 0 ? 0 : 1),
      skipped: numPendingTests + numTodoTests,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The line itself. @param {{ passed: number, failed: number, skipped: number }} counts */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Reads such a line at the end of a text. @returns the counts, or null where the text ends otherwise */
export function parseCounts(text) {
  const counts = /(?:^|\n)(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(text)?.slice(1).map(Number);
  return counts ? { passed: counts[0], failed: counts[1], skipped: counts[2] } : null;
}
