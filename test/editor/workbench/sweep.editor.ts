import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { clickLens, clickTrain } from './click-lens.ts';
import { withEvidence } from './evidence.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { runsIn } from './runs-in.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe.each(equipment().vscodes)('in VS Code $version, a sweep', ({ version, installed }) => {
  const can = installed !== null && hasChromium;
  let browser: Browser;
  let workbench: Workbench;
  beforeAll(async () => {
    if (!can) return;
    browser = await startChromium();
    workbench = await openWorkbench(browser, installed, {
      files: ['test/editor/fixtures/sweep.qham'],
      size: { width: 1360, height: 1000 },
      settings: { 'qham.train.linger': 600, 'workbench.sideBar.location': 'right' },
    });
  });
  afterAll(async () => {
    await workbench?.dispose();
    await browser?.close();
  });
  const step = (name: string, body: (workbench: Workbench) => Promise<void>) =>
    test.skipIf(!can)(name, () => withEvidence(`${version} ${name}`, workbench, () => body(workbench)));
  const points = async (standing: string) =>
    (await runsIn(workbench.page)).flatMap((run) => {
      const [, value, now] = /^Curve\(steps_of_main = (\d+)\), (\w+)/.exec(run) ?? [];
      return now === standing ? [value] : [];
    });

  step('says what it takes, trains point after point, and stops', async (workbench) => {
    const { energies, server } = workbench;
    await workbench.lens(/▶ Sweep\s+≈ .* · 2 values/).waitFor();
    await clickTrain(workbench, 'Curve');
    await expect.poll(() => points('training')).toEqual(['1000000']);
    await expect.poll(() => points('finished')).toEqual(['30']);
    await expect.poll(() => energies.locator('h1').textContent()).toBe('Curve(steps_of_main = 1000000)');
    await energies.locator('[data-status=training]').waitFor();
    const [process] = trainingsBelow(server.pid);
    await clickLens(workbench, 'Curve', 'Stop');
    await expect.poll(() => points('stopped')).toEqual(['1000000']);
    await expect.poll(() => isAlive(process!)).toBe(false);
  });

  step('goes on where it was, and is asked for again as a whole when it was killed', async (workbench) => {
    const { energies, server } = workbench;
    await clickLens(workbench, 'Curve', 'Resume (1 of 2 done)');
    await expect.poll(() => points('training')).toEqual(['1000000']);
    expect(await runsIn(workbench.page)).toHaveLength(2);
    const [resumed, ...others] = trainingsBelow(server.pid);
    expect(others).toEqual([]);
    process.kill(resumed!, 'SIGKILL');
    await energies.locator('.problem h2', { hasText: 'ended from outside (SIGKILL)' }).waitFor();
    await energies.getByRole('button', { name: 'Train again' }).click();
    await expect.poll(() => points('training')).toEqual(['1000000']);
    await expect.poll(() => points('finished')).toEqual(['30', '30']);
    await energies.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect.poll(() => trainingsBelow(server.pid)).toEqual([]);
    await energies.locator('[data-status=stopped]').waitFor();
  });
});
