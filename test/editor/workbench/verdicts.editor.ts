import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { withEvidence } from './evidence.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe.each(equipment().vscodes)('in VS Code $version, the Test Explorer', ({ version, installed }) => {
  let browser: Browser;
  let workbench: Workbench;
  beforeAll(async () => {
    if (installed === null || !hasChromium) return;
    browser = await startChromium();
    workbench = await openWorkbench(browser, installed, {
      files: ['test/editor/fixtures/verdicts.qham'],
      settings: { 'testing.automaticallyOpenTestResults': 'neverOpen', 'testing.automaticallyOpenPeekView': 'never' },
    });
  });
  afterAll(async () => {
    await workbench?.dispose();
    await browser?.close();
  });

  test.skipIf(installed === null || !hasChromium)(
    'says of every promise whether it was kept, broken, or is undecided',
    () =>
      withEvidence(`${version} verdicts`, workbench, async () => {
        const { page } = workbench;
        await workbench.lens('▶ Train').first().waitFor();
        await workbench.command('Testing: Focus on Test Explorer View');
        const rows = page.locator('.test-explorer .monaco-list-row');
        const labels = async () => (await rows.evaluateAll((all) => all.map((row) => row.ariaLabel ?? ''))).join('\n');
        await expect.poll(labels).toContain('verdicts.qham');
        await workbench.command('Test: Run All Tests');
        await workbench.command('Test: Expand All Tests');
        await expect.poll(labels).toMatch(/expect energy = 0\.5 within 20% \(Passed\)/);
        await expect.poll(labels).toMatch(/expect energy = 0\.9 within 1% \(Failed\)/);
        // VS Code knows no third verdict: what is undecided is an error that says what would decide it.
        await expect.poll(labels).toMatch(/expect energy = 0\.5 within 0\.0001% \(Errored\)/);
      }),
  );
});
