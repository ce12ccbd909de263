import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { clickLens, clickTrain } from './click-lens.ts';
import { withEvidence } from './evidence.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { openWorkbench } from './workbench.ts';

describe.each(equipment().vscodes)('in VS Code $version, a folder that is not trusted', ({ version, installed }) => {
  let browser: Browser;
  beforeAll(async () => {
    if (hasChromium) browser = await startChromium();
  });
  afterAll(() => browser?.close());

  test.skipIf(installed === null || !hasChromium)(
    'is edited and checked, and trained once it is trusted; nothing outlives its VS Code',
    async () => {
      const workbench = await openWorkbench(browser, installed!, {
        files: ['test/editor/fixtures/session.qham'],
        restricted: true,
        settings: { 'qham.train.linger': 1 },
      });
      const { page, server } = workbench;
      try {
        await withEvidence(`${version} trust`, workbench, async () => {
          await clickLens(workbench, 'Endless', '▶ Train');
          await page.getByText('restricted mode: files can be edited and checked, but not trained').first().waitFor();
          expect(trainingsBelow(server.pid)).toEqual([]);
          await workbench.command('Workspaces: Manage Workspace Trust');
          await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
          await page.locator('.tab', { hasText: 'session.qham' }).click();
          await clickTrain(workbench, 'Endless');
          const trainings = trainingsBelow(server.pid);
          await server.close();
          await expect.poll(() => trainings.filter(isAlive)).toEqual([]);
        });
      } finally {
        await workbench.dispose();
      }
    },
  );
});
