import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { commandLineOf, trainingsBelow } from './processes.ts';
import { clickTrain, openWorkbench } from './workbench.ts';

const { installed = null } = equipment().vscodes.findLast((vscode) => vscode.installed !== null) ?? {};

describe.skipIf(installed === null || !hasChromium)('the packaged extension', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qham-package-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('brings everything along: installed into a bare VS Code, it checks and trains', async () => {
    const vsix = join(folder, 'qham.vsix');
    execFileSync(process.execPath, [join(import.meta.dirname, '../../../scripts/package.mjs'), '--out', vsix]);
    const browser = await startChromium();
    const workbench = await openWorkbench(browser, installed!, { files: ['examples/oscillator.qham'], vsix });
    try {
      await clickTrain(workbench, 'Ground');
      const { energies } = workbench;
      await expect
        .poll(() => energies.locator('dd').first().textContent(), { timeout: 120_000 })
        .toMatch(/^\d[\d,]* \/ /);
      await expect.poll(() => energies.locator('.single strong').textContent()).toMatch(/^\d\.\d{4}/);
      const [training] = trainingsBelow(workbench.server.pid);
      expect(commandLineOf(training!)).toContain('/extensions/qham.qham-vscode-');
      await energies.getByRole('button', { name: 'Stop', exact: true }).click();
      await energies.locator('[data-status=stopped]').waitFor({ timeout: 120_000 });
    } finally {
      await workbench.dispose();
      await browser.close();
    }
  });
});
