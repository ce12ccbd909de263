import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { readStoredRun } from '../../../extension/runs/stored-run.ts';
import { measuredEnergy } from '../../../extension/training/energy-text.ts';
import { foreign, untranslated, wordsOf } from '../../language-server/foreign-language.ts';
import { HANG } from '../chromium.ts';
import { equipment } from '../equipment.ts';
import { clickLens, clickTrain } from './click-lens.ts';
import { speakForeign, teachForeign } from './foreign-window.ts';
import { frameWith } from './frame-with.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { answer, runCommand } from './quick-input.ts';
import { runFolders } from './run-folders.ts';
import { runsIn } from './runs-in.ts';
import { stepsIn } from './steps.ts';
import { whenRemembered } from './window-state.ts';

/** With one error, an energy plus a length. */
const FAULTY = 'test/editor/fixtures/double-well.qham';

/** A page that shares nothing with this one: two windows of one browser may wait minutes for each other's service worker of a view. */
async function anotherBrowser(page: Page): Promise<Page> {
  const context = await page.context().browser()!.newContext({ viewport: page.viewportSize() });
  context.setDefaultTimeout(HANG);
  return context.newPage();
}

describe.each(equipment().vscodes)('in VS Code $version', (vscode) => {
  const step = stepsIn(vscode, {
    files: ['test/editor/fixtures/session.qham', FAULTY],
    size: { width: 1360, height: 1000 },
    // However long a busy machine takes to reload a window.
    settings: { 'qham.train.linger': 600, 'workbench.sideBar.location': 'right' },
  });

  step(
    'two windows on one folder see the same trainings, each in its language, and either stops them',
    async (workbench) => {
      const { page, server } = workbench;
      await teachForeign(vscode.installed!);
      // The folder has no runs yet when the second window opens.
      const second = { ...workbench, page: await anotherBrowser(page) };
      await speakForeign(second.page);
      await second.page.goto(page.url());
      await second.page
        .locator('.codelens-decoration a', { hasText: foreign('▶ Train') })
        .first()
        .waitFor();
      await page.bringToFront();
      await clickTrain(workbench, 'Endless');
      const [training] = trainingsBelow(server.pid);
      await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Endless, training/));
      await second.page.bringToFront();
      await runCommand(second.page, 'QHam: Show Energies');
      const energies = await frameWith(second.page, '[data-status=training]');
      expect(await energies.locator('.stop').textContent()).toBe(foreign('Stop'));
      const [said] = await energies.locator('main').allInnerTexts();
      // Its own words, the sign of a unit, and how the training itself names its device.
      const own = `Endless session.qham main min ${await energies.locator('.facts dd').last().textContent()}`;
      expect(untranslated(said!, wordsOf(own))).toEqual([]);
      await runCommand(second.page, 'Problems: Focus on Problems View');
      const problem = second.page.locator('.markers-panel .marker-message', {
        hasText: foreign(': unlike quantities have no sum').slice(1),
      });
      expect(untranslated((await problem.first().textContent())!, new Set())).toEqual([]);
      await clickLens(second, 'Endless', foreign('Stop'));
      await expect.poll(() => isAlive(training!)).toBe(false);
      await energies.locator('[data-status=stopped]').waitFor();
      await page.bringToFront();
      await expect.poll(() => runsIn(page)).toEqual([expect.stringMatching(/^Endless, stopped/)]);
      await second.page.context().close();
    },
  );

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

  step(
    'the energies move to an editor column, and are the new ones when the run is evaluated again',
    async (workbench) => {
      const { page, energies } = workbench;
      await workbench.command('QHam: Move Energies into an Editor Column');
      await page.locator('.tab', { hasText: 'Short' }).waitFor();
      await inSideBar(page).waitFor({ state: 'detached' });
      await energies.locator('[data-status=finished]').waitFor();
      expect(await energies.locator('h1').textContent()).toBe('Short');
      const newest = async () =>
        readStoredRun(runFolders(workbench).findLast((path) => basename(path).startsWith('Short'))!);
      const before = await newest();
      await page.locator('.tab', { hasText: 'session.qham' }).click();
      await clickLens(workbench, 'Short', 'Evaluate…');
      // Four times as many as there are: half the error.
      await answer(page, `result there is has ${before.samples}`);
      await expect.poll(async () => (await newest()).samples).toBe(4 * before.samples!);
      const {
        energies: [energy],
        errors,
      } = await newest();
      expect(errors![0]! / before.errors![0]!).toBeLessThan(0.75);
      await expect
        .poll(() => energies.locator('.single strong').textContent())
        .toBe(measuredEnergy(energy!, errors![0]!));
      await energies.locator('[data-status=finished]').waitFor();
    },
  );

  step(
    'the next VS Code has again what was open: energies and verdict of the run, and the typeset file',
    async (workbench) => {
      const { page, server, folder } = workbench;
      const seen = async () => {
        const view = await frameWith(page, '[data-status=finished]');
        const table = view.locator('details.data');
        if ((await table.getAttribute('open')) === null) await table.locator('summary').click();
        await table.locator('tbody tr').first().waitFor();
        const texts = (parts: string) => view.locator(parts).allTextContents();
        return {
          titles: await texts('h1'),
          energies: await texts('.energies'),
          verdict: await texts('.judgement, .expectations li'),
          curve: await texts('details.data td'),
        };
      };
      const before = await seen();
      expect(before.titles).toEqual(['Short']);
      await page.locator('.tab', { hasText: 'session.qham' }).click();
      await workbench.command('QHam: Show the File Typeset');
      await frameWith(page, '.typeset .rows svg');
      await whenRemembered(page, 'qham.typeset');
      await page.goto('about:blank');
      await server.close();
      await server.reopen();
      // Where a file to open is asked for, VS Code opens that and nothing else.
      await page.goto(server.url(folder, { skipWelcome: 'true', skipReleaseNotes: 'true' }));
      const typeset = await frameWith(page, '.typeset .rows svg');
      expect(await typeset.locator('h1').textContent()).toBe('session.qham');
      await page.locator('.tab', { hasText: 'Short' }).click();
      await inSideBar(page).waitFor({ state: 'detached' });
      await expect.poll(seen).toEqual(before);
      await workbench.command('View: Close Editor');
      await workbench.command('QHam: Show Energies');
      await inSideBar(page).waitFor();
      await frameWith(page, '[data-status=finished]');
    },
  );
});

/** The Energies view in the side bar. */
const inSideBar = (page: Page) => page.locator('.pane-header', { hasText: 'Energies' });
