import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { clickLens } from './click-lens.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { runsIn } from './runs-in.ts';
import { stepsIn } from './steps.ts';
import type { Workbench } from './workbench.ts';

const EXTENSION = join(import.meta.dirname, '../../../extension');
const FAULTY = join(import.meta.dirname, '../fixtures/faulty-qham.mjs');

describe.each(equipment().vscodes)('in VS Code $version, what goes wrong', (vscode) => {
  let extension: string;
  /** The program of the extension under test. */
  let qham: string;
  const step = stepsIn(vscode, async () => {
    extension = await mkdtemp(join(tmpdir(), 'qham-faulty-'));
    for (const part of ['dist', 'media', 'package.json', 'package.nls.json'])
      await cp(join(EXTENSION, part), join(extension, part), { recursive: true });
    const server = join(EXTENSION, '../language-server/dist');
    await cp(join(server, 'main.cjs'), join(extension, 'dist/language-server.cjs'));
    await cp(join(server, 'typesetter.cjs'), join(extension, 'dist/typesetter.cjs'));
    qham = join(extension, 'dist/runtime/qham.mjs');
    await mkdir(join(qham, '..'), { recursive: true });
    await writeFile(qham, `await import('${pathToFileURL(FAULTY)}');\n`);
    return {
      files: ['test/editor/fixtures/faults.qham'],
      size: { width: 1360, height: 1000 },
      extension,
      settings: { 'workbench.sideBar.location': 'right' },
    };
  });
  afterAll(async () => {
    if (extension) await rm(extension, { recursive: true, force: true });
  });

  /** Trains it, and waits until view and tree say what happened, with ways out, and nothing spins any more. */
  async function fails(workbench: Workbench, train: string, message: RegExp, ...ways: string[]): Promise<void> {
    const { page, energies, server } = workbench;
    await clickLens(workbench, train, '▶ Train');
    await expect.poll(() => energies.locator('h1').textContent()).toBe(train);
    await energies.locator('.problem h2', { hasText: message }).waitFor();
    await energies.locator('.status[data-status=failed]').waitFor();
    expect(await energies.locator('.problem .buttons button').allTextContents()).toEqual(ways);
    expect(await energies.locator('.problem > p').textContent()).not.toBe('');
    await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(`^${train}, failed`));
    await expect.poll(() => page.locator('[aria-label="Runs"] .codicon-modifier-spin').count()).toBe(0);
    await expect.poll(() => trainingsBelow(server.pid)).toEqual([]);
  }

  step('a crash is told with its last words', async (workbench) => {
    const { energies } = workbench;
    await fails(workbench, 'Crashes', /ended with code 70, without a result/, 'Train again', 'Show output');
    expect(await energies.locator('.problem pre').textContent()).toBe('Error: the tensor engine lost its device');
  });

  step('a full disk is told as that', (workbench) =>
    fails(workbench, 'DiskFull', /The run folder could not be written/, 'Resume', 'Train again', 'Show output'),
  );

  step('rubbish is told as that', (workbench) =>
    fails(workbench, 'Garbage', /said something that is not an event of a run/, 'Train again', 'Show output'),
  );

  step('a process that never says a word is ended', async (workbench) => {
    // The other programs get all the time that a busy machine takes to start them.
    await withSettings(workbench, { 'qham.train.patience': 1 }, () =>
      fails(workbench, 'Hangs', /said nothing for 1 s and was ended/, 'Train again', 'Show output', 'Open settings'),
    );
  });

  step('a kill from outside is told as that', async (workbench) => {
    const { energies, server } = workbench;
    await clickLens(workbench, 'Endless', '▶ Train');
    await expect.poll(() => energies.locator('h1').textContent()).toBe('Endless');
    await energies.locator('.status[data-status=training]').waitFor();
    const [training] = trainingsBelow(server.pid);
    process.kill(training!, 'SIGKILL');
    await energies.locator('.problem h2', { hasText: 'ended from outside (SIGKILL)' }).waitFor();
    await expect.poll(() => isAlive(training!)).toBe(false);
  });

  step('a qham that is missing is told by its name, and trains again when it is back', async (workbench) => {
    const { energies } = workbench;
    await rm(qham);
    await fails(workbench, 'Crashes', /The training process could not be started/, 'Train again', 'Show output');
    expect(await energies.locator('.problem pre').textContent()).toBe(`there is no ${qham}`);
    await writeFile(qham, `await import('${pathToFileURL(FAULTY)}');\n`);
    await energies.getByRole('button', { name: 'Train again' }).click();
    await energies.locator('.problem h2', { hasText: 'ended with code 70' }).waitFor();
  });
});

/** Has these settings in the folder for a while. The extension takes its lenses `Show` away as soon as it knows them. */
async function withSettings({ folder, lens }: Workbench, settings: object, body: () => Promise<void>): Promise<void> {
  const file = join(folder, '.vscode/settings.json');
  const lenses = () => lens(/^Show$/).count();
  await expect.poll(lenses).toBeGreaterThan(0);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, JSON.stringify({ ...settings, 'qham.lens.show': false }));
  await expect.poll(lenses).toBe(0);
  await body();
  await rm(file);
  await expect.poll(lenses).toBeGreaterThan(0);
}
