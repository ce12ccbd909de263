import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { clickLens, clickTrain } from './click-lens.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { stepsIn } from './steps.ts';

describe.each(equipment().vscodes)('in VS Code $version, a folder that is not trusted', (vscode) => {
  const step = stepsIn(vscode, {
    files: ['test/editor/fixtures/session.qham'],
    restricted: true,
    settings: { 'qham.train.linger': 1 },
  });

  step('is edited and checked, and trained once it is trusted', async (workbench) => {
    const { page, server } = workbench;
    await clickLens(workbench, 'Endless', '▶ Train');
    await page.getByText('restricted mode: files can be edited and checked, but not trained').first().waitFor();
    expect(trainingsBelow(server.pid)).toEqual([]);
    await workbench.command('Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await page.locator('.tab', { hasText: 'session.qham' }).click();
    await clickTrain(workbench, 'Endless');
  });

  step('has no training that outlives its VS Code', async ({ server }) => {
    const trainings = trainingsBelow(server.pid);
    expect(trainings).toHaveLength(1);
    await server.close();
    await expect.poll(() => trainings.filter(isAlive)).toEqual([]);
  });
});
