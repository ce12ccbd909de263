import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { clickTrain } from './click-lens.ts';
import { withEvidence } from './evidence.ts';
import { commandLineOf, isAlive, trainingsBelow } from './processes.ts';
import { openWorkbench } from './workbench.ts';

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
    const workbench = await openWorkbench(browser, installed!, {
      files: ['examples/oscillator.qham'],
      vsix,
      settings: { 'qham.train.linger': 1 },
    });
    const checkAndTrain = async () => {
      await clickTrain(workbench, 'Ground');
      const { energies } = workbench;
      await expect.poll(() => energies.locator('dd').first().textContent()).toMatch(/^\d[\d,]* \/ /);
      await expect.poll(() => energies.locator('.single strong').textContent()).toMatch(/^\d\.\d{4}/);
      const [training] = trainingsBelow(workbench.server.pid);
      expect(commandLineOf(training!)).toContain('/extensions/qham.qham-vscode-');
      await energies.getByRole('button', { name: 'Stop', exact: true }).click();
      await energies.locator('[data-status=stopped]').waitFor();
      // A training does not outlive the VS Code that is closed.
      await clickTrain(workbench, 'Ground');
      const trainings = trainingsBelow(workbench.server.pid);
      await workbench.server.close();
      await expect.poll(() => trainings.filter(isAlive)).toEqual([]);
    };
    try {
      await withEvidence('package', workbench, checkAndTrain);
    } finally {
      await workbench.dispose();
      await browser.close();
    }
  });
});
