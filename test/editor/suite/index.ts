import { appendFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * What VS Code calls in its extension host as `extensionTestsPath`, in a desktop VS Code and in a server alike.
 * With QHAM_SUITE_REPORT the report goes into that file: an extension host that dies counts as a success to VS Code, and only the
 * last line of the report tells that the tests have run.
 */
export async function run(): Promise<void> {
  const report = process.env.QHAM_SUITE_REPORT;
  if (report !== undefined)
    Mocha.reporters.Base.consoleLog = (...words: unknown[]) => appendFileSync(report, `${format(...words)}\n`);
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 240_000, reporter: 'spec' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./language.ts');
  await import('./examples.ts');
  await import('./training.ts');
  await import('./lenses.ts');
  await import('./tasks.ts');
  await import('./folders.ts');
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run((failed) => {
      const { passes, pending } = runner.stats ?? { passes: 0, pending: 0 };
      if (report !== undefined) appendFileSync(report, `${passes} passed, ${failed} failed, ${pending} skipped\n`);
      resolve(failed);
    });
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
