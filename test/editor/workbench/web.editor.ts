import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { goToLine } from './quick-input.ts';
import { openWorkbench } from './workbench.ts';

const { results, web } = equipment();
const { installed = null } = equipment().vscodes.findLast((vscode) => vscode.installed !== null) ?? {};

describe.skipIf(installed === null || !hasChromium)('in a browser without a machine behind it', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  test('files are checked by the server in a worker, and training says why it is not there', async () => {
    const workbench = await openWorkbench(browser, installed!, {
      files: ['examples/oscillator.qham'],
      extension: web,
    });
    const { page } = workbench;
    try {
      await workbench.lens('Train').first().waitFor();
      const focused = async () => {
        await page.locator('.editor-instance .view-lines').first().click();
        return page.locator('.editor-instance .monaco-editor.focused').count();
      };
      // A window that starts takes the focus away.
      await expect.poll(focused).toBe(1);
      await page.keyboard.press('Control+Home');
      await page.keyboard.insertText('hamiltonian Oops { H = }\n');
      await page.locator('.squiggly-error').first().waitFor();
      await workbench.command('QHam: Train…');
      await page.getByText('A browser cannot start programs').first().waitFor();
      expect([...workbench.otherHosts]).toEqual([]);
    } catch (error) {
      await page.screenshot({ path: join(results, 'failed-web.png') });
      throw error;
    } finally {
      await workbench.dispose();
    }
  });

  test('the definition of a constant of the library can be read', async () => {
    const workbench = await openWorkbench(browser, installed!, { files: ['examples/nuclei.qham'], extension: web });
    const { page } = workbench;
    try {
      await workbench.lens('Train').first().waitFor();
      const lines = (await readFile(workbench.file, 'utf8')).split('\n');
      const line = lines.findIndex((text) => text.includes('(2*mN)'));
      await goToLine(page, line + 1);
      await page.keyboard.press('Home');
      for (let i = 0; i < lines[line]!.trimStart().indexOf('mN'); i++) await page.keyboard.press('ArrowRight');
      await workbench.command('Go to Definition');
      await page.locator('.tab', { hasText: 'constants.qham' }).waitFor();
      await page.locator('.view-line', { hasText: 'The mass of a nucleon' }).first().waitFor();
    } catch (error) {
      await page.screenshot({ path: join(results, 'failed-web-library.png') });
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
});
