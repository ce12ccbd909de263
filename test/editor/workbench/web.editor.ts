import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { EXTENSION, openWorkbench } from './workbench.ts';

const { results } = equipment();
const { installed = null } = equipment().vscodes.findLast((vscode) => vscode.installed !== null) ?? {};

describe.skipIf(installed === null || !hasChromium)('in a browser without a machine behind it', () => {
  let browser: Browser;
  let extension: string;
  beforeAll(async () => {
    browser = await startChromium();
    // What an extension host in a browser takes: the same package, of which it reads `browser` and not `main`.
    extension = await mkdtemp(join(tmpdir(), 'qham-web-'));
    for (const part of ['dist', 'media', 'package.nls.json'])
      await cp(join(EXTENSION, part), join(extension, part), { recursive: true });
    const manifest = JSON.parse(await readFile(join(EXTENSION, 'package.json'), 'utf8'));
    // `type` is left out of the published package too.
    const { main: _, extensionKind: __, type: ___, ...published } = manifest;
    await writeFile(join(extension, 'package.json'), JSON.stringify(published));
  });
  afterAll(async () => {
    await browser?.close();
    if (extension) await rm(extension, { recursive: true, force: true });
  });

  test('files are checked by the server in a worker, and training says why it is not there', async () => {
    const workbench = await openWorkbench(browser, installed!, { files: ['examples/oscillator.qham'], extension });
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
});
