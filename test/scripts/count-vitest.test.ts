import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addOutcomes, countVitest, formatOutcome, oneFailure } from '../../scripts/count-vitest.mjs';

/** Runs a real Vitest on these files. */
function outcomeOf(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'qham-count-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return countVitest(['--root', folder, '--globals', '--silent'], { NO_COLOR: '1' });
}

test('counts, and names what failed, with its file and message, before the last line', () => {
  const ran = outcomeOf({
    'a.test.mjs': `
      test('one', () => {});
      test.skip('two', () => {});
      describe('sums', () => { test('of two', () => { expect(1 + 1).toBe(3); }); });`,
    'b.test.mjs': "throw new Error('does not load');",
  });
  expect(ran).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
  const lines = formatOutcome(addOutcomes(ran, oneFailure('npm run build', 'tsc is not there'))).split('\n');
  expect(lines.at(-1)).toBe('1 passed, 3 failed, 1 skipped');
  const text = lines.slice(0, -1).join('\n');
  expect(text).toMatch(/^FAILED .*a\.test\.mjs > sums > of two\n {2}AssertionError: expected 2 to be 3/m);
  expect(text).toMatch(/^FAILED .*b\.test\.mjs\n {2}.*does not load/m);
  expect(text).toMatch(/^FAILED npm run build\n {2}tsc is not there/m);
});

test('where nothing failed there is only the line that counts', () => {
  expect(formatOutcome({ passed: 2, failed: 0, skipped: 1, failures: [] })).toBe('2 passed, 0 failed, 1 skipped');
});

test('keeps a message of many lines short, and says that it did', () => {
  const long = Array.from({ length: 200 }, (_, i) => `line ${i}`).join('\n');
  const text = formatOutcome(oneFailure('long', long));
  expect(text).toContain('  line 0\n');
  expect(text.split('\n').length).toBeLessThan(40);
  expect(text).toMatch(/… \d+ more lines/);
});
