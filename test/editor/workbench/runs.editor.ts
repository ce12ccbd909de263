/** What is done with runs in a real VS Code: they are judged, named, exported, deleted, compared, and go on when it has closed. */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import * as ort from 'onnxruntime-node';
import { changeText } from 'qham/compare';
import { formatUncertain } from 'qham/format';
import { FILES, KEPT_FOR_EVER, keeperOf, readLabel } from 'qham/store';
import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { clickLens, clickTrain } from './click-lens.ts';
import { frameWith } from './frame-with.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { answer, choices, pick } from './quick-input.ts';
import { runFolders } from './run-folders.ts';
import { runsIn } from './runs-in.ts';
import { stepsIn } from './steps.ts';
import { openWorkbench } from './workbench.ts';

const OPTIONS = {
  size: { width: 1360, height: 1000 },
  // Nothing of a window is left after a second: what goes on longer was asked to.
  settings: { 'qham.train.linger': 1, 'workbench.sideBar.location': 'right' },
};

describe.each(equipment().vscodes)('in VS Code $version, runs', (vscode) => {
  const step = stepsIn(vscode, { files: ['test/editor/fixtures/runs.qham'], ...OPTIONS });

  step('the Test Explorer tells passed, failed and undecided apart, with the reasons', async (workbench) => {
    const { page } = workbench;
    await workbench.lens('▶ Train').first().waitFor();
    await workbench.command('Testing: Focus on Test Explorer View');
    await workbench.command('Test: Run All Tests');
    const tests = page.locator('.test-explorer .monaco-list-row');
    const told = async () => {
      const closed = page.locator('.test-explorer .monaco-list-row[aria-expanded=false] .monaco-tl-twistie');
      if ((await closed.count()) > 0) await closed.first().click();
      return tests.evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector('.label')?.firstChild?.textContent,
          // What a row says to those who listen is not always renewed; its icon is.
          /testing-(\w+)-icon/.exec(row.querySelector('.computed-state')?.className ?? '')?.[1],
          row.querySelector('.test-label-description')?.textContent?.replace(/(: )?[\d.]+m?s$/, ''),
        ]),
      );
    };
    await expect.poll(told).toEqual(
      expect.arrayContaining([
        ['expect energy = 0.625 within 10%', 'passed', ''],
        ['expect energy = 0.5 within 1%', 'failed', ''],
        ['expect energy = 0.625 within 0.1%', 'error', 'undecided'],
      ]),
    );
    await page
      .getByText(/energy = 0\.6\d+\(\d\) does not lie within 0\.005 of 0\.5/)
      .first()
      .waitFor();
    await page
      .getByText(/undecided: energy = 0\.6\d+\(\d\) may or may not lie within 0\.000625/)
      .first()
      .waitFor();
  });

  step(
    'a run is starred, named, noted, found again by its words, shown with its program and in its folder',
    async (workbench) => {
      const { page } = workbench;
      const [run] = runFolders(workbench);
      await workbench.command('QHam: Show Energies');
      const row = page.locator('[aria-label="Runs"] .monaco-list-row[aria-label^="Judged, "]');
      await row.hover();
      await row.locator('.action-label.codicon-star-empty').click();
      await expect
        .poll(() => runsIn(page))
        .toEqual([expect.stringMatching(/^Judged, finished, failed an .*, starred$/)]);
      await workbench.command('QHam: Rename Run…');
      await pick(page, 'Judged');
      await answer(page, 'Name of this run', 'narrow');
      await row.getByText('★ narrow').waitFor();
      await workbench.command('QHam: Write a Note…');
      await pick(page, 'narrow');
      await answer(page, 'What is worth knowing', 'the virial is far off');
      const label = { name: 'narrow', note: 'the virial is far off', starred: true };
      await expect.poll(() => readLabel(run!)).toEqual(label);

      await workbench.command('QHam: Filter Runs…');
      await answer(page, 'Words that', 'virial near');
      await expect.poll(() => runsIn(page)).toEqual([]);
      await workbench.command('QHam: Filter Runs…');
      await answer(page, 'Words that', 'virial far');
      await expect.poll(() => runsIn(page)).toHaveLength(1);
      await workbench.command('QHam: Show All Runs');

      await workbench.command('QHam: Open Its Exact Program');
      await pick(page, 'narrow');
      await page.locator('.tab.active', { hasText: FILES.program }).waitFor();
      expect(await readFile(join(run!, FILES.program), 'utf8')).toBe(await readFile(workbench.file, 'utf8'));
      await workbench.command('View: Close Editor');
      await workbench.command('QHam: Reveal Run Folder');
      await pick(page, 'narrow');
      await page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: basename(run!) }).waitFor();
    },
  );

  step('a run is exported as figure, table and wave function', async (workbench) => {
    const { page, folder } = workbench;
    const [run] = runFolders(workbench);
    const exported = async (command: string, extension: string) => {
      await workbench.command(command);
      await pick(page, 'narrow');
      await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
      const path = join(folder, `${basename(run!)}.${extension}`);
      await expect.poll(() => existsSync(path)).toBe(true);
      return path;
    };
    const figure = await exported('QHam: Export Figure (SVG)…', 'svg');
    await expect.poll(() => readFile(figure, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
    const table = await exported('QHam: Export Table (CSV)…', 'csv');
    await expect.poll(() => readFile(table, 'utf8')).toBe(await readFile(join(run!, FILES.history), 'utf8'));
    const model = await exported('QHam: Export Wave Function (ONNX)…', 'onnx');
    const { inputNames, outputNames } = await ort.InferenceSession.create(model);
    expect([inputNames, outputNames]).toEqual([['walkers'], ['log_psi', 'sign']]);
  });

  step('a run that was deleted comes back by Undo', async (workbench) => {
    const { page } = workbench;
    const [run] = runFolders(workbench);
    await workbench.command('QHam: Show Energies');
    await expect.poll(() => runsIn(page)).toHaveLength(1);
    await workbench.command('QHam: Delete Run');
    await pick(page, 'narrow');
    await expect.poll(() => runsIn(page)).toEqual([]);
    expect(runFolders(workbench)).toEqual([]);
    // What is told disappears after some seconds, and stays there.
    await workbench.command('Notifications: Show Notifications');
    const told = page.locator('.notifications-center .notification-list-item', { hasText: basename(run!) });
    await told.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => runsIn(page)).toEqual([expect.stringMatching(/^Judged, finished.*, starred$/)]);
    expect(runFolders(workbench)).toEqual([run]);
  });

  step(
    'two runs are compared: what differs between their programs, and how far their energies are apart',
    async (workbench) => {
      const { page, file } = workbench;
      // Somebody changes the file outside of VS Code: it reads it anew.
      const changed = (await readFile(file, 'utf8'))
        .replace('ω = 1)', 'ω = 1.2)')
        .replace('hidden = [2]', 'hidden = [3]');
      await writeFile(file, changed);
      await page.locator('.view-line', { hasText: 'ω = 1.2)' }).waitFor();
      await clickTrain(workbench, 'Judged');
      const finished = async () => (await runsIn(page)).filter((run) => run.startsWith('Judged, finished')).length;
      await expect.poll(finished).toBe(2);
      await clickLens(workbench, 'Judged', 'Compare with last');
      const view = await frameWith(page, '.compare .changes tbody tr');
      const cells = (section: string) =>
        view
          .locator(`.${section} tbody tr`)
          .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(await cells('changes')).toEqual([
        ['ω', '1', '1.2'],
        ['N hidden', '[2]', '[3]'],
      ]);
      const [first, second] = await cells('energies');
      expect(first).toEqual(['narrow', expect.stringMatching(/^0\.\d+\(\d+\)$/), '', '']);
      // The same from the command line.
      const [a, b] = runFolders(workbench);
      const { node, extension } = vscode.installed!;
      const qham = join(extension, 'dist/runtime/qham.mjs');
      const { stdout } = await promisify(execFile)(node, [qham, 'compare', a!, b!, '--json']);
      const told = JSON.parse(stdout);
      expect(told.changes.map(changeText)).toEqual(['ω 1 → 1.2', 'N hidden [2] → [3]']);
      const [{ value, error, sigmas }] = told.differences;
      expect(Math.abs(value - (1.2 ** 2 - 1) / 8)).toBeLessThan(4 * error);
      expect(second?.slice(2)).toEqual([`+${formatUncertain(value, error)}`, `${sigmas.toFixed(1)} σ`]);
      await workbench.command('View: Close Editor');
    },
  );

  step(
    'lenses go from the editor when they are switched off, which the palette trains without, and come back',
    async (workbench) => {
      const { page, folder } = workbench;
      const settings = join(folder, '.vscode/settings.json');
      await mkdir(join(settings, '..'), { recursive: true });
      await workbench.lens('Show').first().waitFor();
      await writeFile(settings, JSON.stringify(Object.fromEntries(LENSES.map((name) => [`qham.lens.${name}`, false]))));
      await expect.poll(() => page.locator('.codelens-decoration a').count()).toBe(0);
      await workbench.command('QHam: Train…');
      await expect.poll(() => choices(page)).toEqual(['Judged', 'Endless']);
      await pick(page, 'Endless');
      await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Endless, training/));
      await writeFile(settings, '{}');
      for (const title of ['▶ Train', 'Evaluate…', 'Show', 'Compare with last'])
        await workbench.lens(title).first().waitFor();
    },
  );

  step('above an inverse problem stands why it cannot be trained', async (workbench) => {
    await clickLens(workbench, 'Well', 'Train (not available yet: unknown potentials)');
    await workbench.page.getByText('This cannot be trained yet: unknown potentials.').first().waitFor();
  });

  step('a run that was asked to goes on when VS Code closes, and is found again by the next one', async (workbench) => {
    const { page, server, folder, file } = workbench;
    const [training] = trainingsBelow(server.pid);
    await workbench.command('QHam: Keep Running When VS Code Closes (On or Off)');
    await pick(page, 'Endless');
    const run = runFolders(workbench).find((folder) => basename(folder).startsWith('Endless'))!;
    await expect.poll(() => keeperOf(run)).toEqual(KEPT_FOR_EVER);
    const browser = page.context().browser()!;
    // A window that has lost its server would go on asking for it.
    await page.close();
    await server.close();
    const events = join(run, FILES.events);
    const before = statSync(events).size;
    await expect.poll(() => statSync(events).size).toBeGreaterThan(before);
    const next = await openWorkbench(browser, vscode.installed!, { ...OPTIONS, files: [], folder });
    try {
      await next.command('QHam: Show Energies');
      await expect.poll(() => runsIn(next.page)).toContainEqual(expect.stringMatching(/^Endless, training/));
      expect(isAlive(training!)).toBe(true);
      await next.energies.getByRole('button', { name: 'Stop', exact: true }).click();
      await expect.poll(() => isAlive(training!)).toBe(false);
      await expect.poll(() => runsIn(next.page)).toContainEqual(expect.stringMatching(/^Endless, stopped/));
      // A point of its curve leads into a file that has gone meanwhile.
      await rm(file);
      await next.energies.locator('.canvas').click();
      await next.command('Notifications: Show Notifications');
      const told = next.page.locator('.notifications-center .notification-list-item', {
        hasText: 'runs.qham is not there any more, or cannot be read.',
      });
      await told.getByRole('button', { name: 'Open Its Exact Program' }).click();
      await next.page.locator('.tab.active', { hasText: FILES.program }).waitFor();
    } finally {
      await next.dispose();
    }
  });
});

/** Every lens that has a switch in the settings. */
const LENSES = ['train', 'cost', 'resume', 'evaluate', 'show', 'compare'];
