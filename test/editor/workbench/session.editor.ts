import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { clickLens, clickTrain } from './click-lens.ts';
import { frameWith } from './frame-with.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { runsIn } from './runs-in.ts';
import { stepsIn } from './steps.ts';

describe.each(equipment().vscodes)('in VS Code $version', (vscode) => {
  const step = stepsIn(vscode, {
    files: ['test/editor/fixtures/session.qham'],
    size: { width: 1360, height: 1000 },
    // However long a busy machine takes to reload a window.
    settings: { 'qham.train.linger': 600, 'workbench.sideBar.location': 'right' },
  });

  step('two windows on one folder see the same trainings, and either stops them', async (workbench) => {
    const { page, server } = workbench;
    // The folder has no runs yet when the second window opens.
    const second = { ...workbench, page: await page.context().newPage() };
    await second.page.goto(page.url());
    await second.page.locator('.codelens-decoration a', { hasText: '▶ Train' }).first().waitFor();
    await page.bringToFront();
    await clickTrain(workbench, 'Endless');
    const [training] = trainingsBelow(server.pid);
    await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Endless, training/));
    await second.page.bringToFront();
    await clickLens(second, 'Endless', 'Stop');
    await expect.poll(() => isAlive(training!)).toBe(false);
    for (const window of [second.page, page]) {
      await window.bringToFront();
      await expect.poll(() => runsIn(window)).not.toContainEqual(expect.stringMatching(/training|stopping/));
    }
    await second.page.close();
  });

  step('what waits for its turn waits on after the window was reloaded, and then trains', async (workbench) => {
    const { page, server } = workbench;
    await clickTrain(workbench, 'Endless');
    const [endless] = trainingsBelow(server.pid);
    await clickLens(workbench, 'Short', '▶ Train');
    await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Short, waiting for its turn/));
    await page.reload();
    await workbench.command('QHam: Show Energies');
    await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Short, waiting for its turn/));
    expect(await runsIn(page)).toContainEqual(expect.stringMatching(/^Endless, training/));
    expect(trainingsBelow(server.pid).filter((pid) => pid !== endless)).toEqual([]);
    expect(isAlive(endless!)).toBe(true);
    await clickLens(workbench, 'Endless', 'Stop');
    await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Short, finished, passed/));
    expect(await runsIn(page)).toContainEqual(expect.stringMatching(/^Endless, stopped/));
  });

  step('two finished runs are compared', async (workbench) => {
    const { page } = workbench;
    await clickTrain(workbench, 'Short');
    const finished = async () => (await runsIn(page)).filter((run) => run.startsWith('Short, finished')).length;
    await expect.poll(finished).toBe(2);
    await clickLens(workbench, 'Short', 'Compare with last');
    const compared = await frameWith(page, '.compare .energies tbody tr');
    const rows = compared.locator('.energies tbody tr');
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.first().textContent()).toMatch(/^Short · .*0\.\d+\(\d+\)/);
    // The same program with the same seed: no difference.
    expect(await rows.last().textContent()).toMatch(/0\.\d+\(\d+\).*0\.0+\(\d+\)0\.0 σ$/);
    await workbench.command('View: Close Editor');
  });

  step('the energies move to an editor column, and back when that is closed', async (workbench) => {
    const { page, energies } = workbench;
    const inSideBar = page.locator('.pane-header', { hasText: 'Energies' });
    await workbench.command('QHam: Move Energies into an Editor Column');
    await page.locator('.tab', { hasText: 'Short' }).waitFor();
    await inSideBar.waitFor({ state: 'detached' });
    await energies.locator('[data-status=finished]').waitFor();
    expect(await energies.locator('h1').textContent()).toBe('Short');
    await workbench.command('View: Close Editor');
    await inSideBar.waitFor();
    await workbench.command('QHam: Show Energies');
    await energies.locator('[data-status=finished]').waitFor();
  });
});
