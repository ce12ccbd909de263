import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { clickLens, clickTrain } from './click-lens.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { runsIn } from './runs-in.ts';
import { stepsIn } from './steps.ts';
import type { Workbench } from './workbench.ts';

describe.each(equipment().vscodes)('in VS Code $version, a sweep', (vscode) => {
  const step = stepsIn(vscode, {
    files: ['test/editor/fixtures/sweep.qham'],
    size: { width: 1360, height: 1000 },
    settings: { 'qham.train.linger': 600, 'workbench.sideBar.location': 'right' },
  });
  const points = async ({ page }: Workbench, standing: string) =>
    (await runsIn(page)).flatMap((run) => {
      const [, value, now] = /^Curve\(steps_of_main = (\d+)\), (\w+)/.exec(run) ?? [];
      return now === standing ? [value] : [];
    });

  step('says what it takes, trains point after point, and stops', async (workbench) => {
    const { energies, server } = workbench;
    await workbench.lens(/▶ Sweep\s+≈ .* · 2 values/).waitFor();
    await clickTrain(workbench, 'Curve');
    await expect.poll(() => points(workbench, 'training')).toEqual(['1000000']);
    await expect.poll(() => points(workbench, 'finished')).toEqual(['30']);
    await expect.poll(() => energies.locator('h1').textContent()).toBe('Curve(steps_of_main = 1000000)');
    await energies.locator('[data-status=training]').waitFor();
    const [process] = trainingsBelow(server.pid);
    await clickLens(workbench, 'Curve', 'Stop');
    await expect.poll(() => points(workbench, 'stopped')).toEqual(['1000000']);
    await expect.poll(() => isAlive(process!)).toBe(false);
  });

  step('goes on where it was, and is asked for again as a whole when it was killed', async (workbench) => {
    const { energies, server } = workbench;
    await clickLens(workbench, 'Curve', 'Resume (1 of 2 done)');
    await expect.poll(() => points(workbench, 'training')).toEqual(['1000000']);
    expect(await runsIn(workbench.page)).toHaveLength(2);
    const [resumed, ...others] = trainingsBelow(server.pid);
    expect(others).toEqual([]);
    process.kill(resumed!, 'SIGKILL');
    await energies.locator('.problem h2', { hasText: 'ended from outside (SIGKILL)' }).waitFor();
    await energies.getByRole('button', { name: 'Train again' }).click();
    await expect.poll(() => points(workbench, 'training')).toEqual(['1000000']);
    await expect.poll(() => points(workbench, 'finished')).toEqual(['30', '30']);
    await energies.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect.poll(() => trainingsBelow(server.pid)).toEqual([]);
    await energies.locator('[data-status=stopped]').waitFor();
  });
});
