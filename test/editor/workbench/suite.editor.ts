import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { runSuiteInDesktop } from '../vscode/desktop.ts';
import { startServer } from '../vscode/server.ts';
import { twoFolders } from '../vscode/two-folders.ts';
import { troubleIn } from './mocha-report.ts';

const { vscodes, suite, vsix } = equipment();
/** Milliseconds that bound one test of the suite, as its Mocha has them. */
const SUITE_TEST = 240_000;
const desktop = process.env.QHAM_VSCODE;

let folder: string;
let report: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qham-suite-'));
  report = join(folder, 'report.txt');
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));

const reported = () => (existsSync(report) ? readFileSync(report, 'utf8') : '');

/** Fails with what the suite's tests failed with. */
function expectAllPassed(): void {
  const trouble = troubleIn(reported());
  if (trouble !== null) throw new Error(trouble);
  console.log(reported());
}

/** Settles when the report has not grown for longer than a test of the suite can take. */
async function silence(): Promise<'silent'> {
  let before: number;
  do {
    before = reported().length;
    await setTimeout(SUITE_TEST + 60_000, undefined, { ref: false });
  } while (reported().length > before);
  return 'silent';
}

// A desktop VS Code takes the place of the others.
if (desktop)
  describe('in the desktop VS Code', () => {
    test('the suite passes in its extension host', async () => {
      await runSuiteInDesktop({ executable: desktop, vsix, suite, report, folder });
      expectAllPassed();
    });
  });
else
  describe.each(vscodes)('in VS Code $version', ({ installed }) => {
    test.skipIf(!installed || !hasChromium)(
      'the suite passes in its extension host',
      async () => {
        const server = await startServer(installed!, { environment: { QHAM_SUITE_REPORT: report } });
        const browser = await startChromium();
        try {
          const page = await browser.newPage();
          const ended = new Promise<number>((resolve) => {
            void page.exposeFunction('codeAutomationExit', resolve);
          });
          await page.exposeFunction('codeAutomationLog', () => {});
          await page.goto(
            server.url(twoFolders(folder), {
              // Only an extension under development gives its interface to tests; this one is the installed package.
              extensionDevelopmentPath: server.remote(installed!.extension),
              extensionTestsPath: server.remote(suite),
              skipWelcome: 'true',
            }),
          );
          const code = await Promise.race([ended, silence()]);
          expectAllPassed();
          expect(code).toBe(0);
        } finally {
          await browser.close();
          await server.dispose();
        }
      },
      1_800_000,
    );
  });
