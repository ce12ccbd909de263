import Mocha from 'mocha';
import { expect, test } from 'vitest';
import { troubleIn } from '../workbench/mocha-report.ts';

/** The report of a real Mocha on these tests, as the suite in VS Code writes it. */
async function reportOf(tests: Record<string, () => void>): Promise<string> {
  const mocha = new Mocha({ color: false, reporter: 'spec' });
  const suite = Mocha.Suite.create(mocha.suite, 'training');
  for (const [title, body] of Object.entries(tests)) suite.addTest(new Mocha.Test(title, body));
  const lines: string[] = [];
  const { consoleLog } = Mocha.reporters.Base;
  Mocha.reporters.Base.consoleLog = (text = '', ...words: unknown[]) =>
    void lines.push(words.reduce<string>((line, word) => line.replace(/%[sd]/, String(word)), String(text)));
  try {
    const failed = await new Promise<number>((resolve) => mocha.run(resolve));
    lines.push(`${Object.keys(tests).length - failed} passed, ${failed} failed, 0 skipped`);
  } finally {
    Mocha.reporters.Base.consoleLog = consoleLog;
  }
  return `${lines.join('\n')}\n`;
}

test('a report whose tests all passed has no trouble', async () => {
  expect(troubleIn(await reportOf({ starts: () => {} }))).toBeNull();
});

test('names every test that failed, with its message', async () => {
  const fail = (message: string) => () => {
    throw new Error(message);
  };
  const report = await reportOf({ starts: () => {}, stops: fail('still at step 3'), resumes: fail('no checkpoint') });
  const trouble = troubleIn(report);
  expect(trouble).toMatch(/^2 of the suite's tests failed:\n/);
  for (const part of ['stops', 'still at step 3', 'resumes', 'no checkpoint']) expect(trouble).toContain(part);
  expect(trouble).not.toContain('starts');
});

test('a report without its last line is that of a host that died', async () => {
  expect(troubleIn('')).toContain('nothing');
  expect(troubleIn('\n  training\n    ✔ starts\n')).toContain('✔ starts');
});

test('tests that did not run are trouble', () => {
  expect(troubleIn('0 passed, 0 failed, 0 skipped\n')).not.toBeNull();
  expect(troubleIn('3 passed, 0 failed, 1 skipped\n')).not.toBeNull();
});
