/** How soon what VS Code shows is true again after something went wrong: the tree of runs and the Energies view, or the checks. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { clickTrain } from '../editor/workbench/click-lens.ts';
import { processesBelow, trainingsBelow } from '../editor/workbench/processes.ts';
import { runCommand } from '../editor/workbench/quick-input.ts';
import type { Workbench } from '../editor/workbench/workbench.ts';
import { withVSCode } from './with-vscode.ts';

const TRAIN = 'Spectrum3D';

/** Seconds from each fault to what tells it. */
export const faults = (version: string): Promise<void> =>
  withVSCode(version, async (workbench) => {
    const row = async (what: string, measure: (workbench: Workbench) => Promise<number[]>) => {
      const numbers = (await measure(workbench)).map((seconds) => seconds.toFixed(2));
      console.log(`| VS Code ${version}: ${what}, s | ${numbers.join(', ')} |`);
    };
    await row('training killed from outside: view, tree', killed);
    await row('the same in a second window on the folder: its tree', killedBeside);
    await row('run folder deleted under a training: view, tree', deleted);
    await row('language server killed: an error typed then is marked', serverKilled);
  });

/** Seconds from what goes wrong to each that is to be seen. */
async function seconds(goesWrong: () => unknown, ...seen: (() => Promise<unknown>)[]): Promise<number[]> {
  const began = performance.now();
  await goesWrong();
  return Promise.all(seen.map((look) => look().then(() => (performance.now() - began) / 1000)));
}

/** Settles when no row of the tree says any more that it trains. */
const untilTreeIsTrue = (page: Page) => () =>
  page.locator(`[aria-label="Runs"] .monaco-list-row[aria-label^="${TRAIN}, training"]`).waitFor({ state: 'detached' });

const untilViewSays =
  ({ energies }: Workbench, text: string) =>
  () =>
    energies.locator('.problem h2', { hasText: text }).waitFor();

async function training(workbench: Workbench): Promise<number> {
  const { page, energies, server } = workbench;
  await clickTrain(workbench, TRAIN);
  await energies.locator('.status[data-status=training]').waitFor();
  await page.locator(`[aria-label="Runs"] .monaco-list-row[aria-label^="${TRAIN}, training"]`).waitFor();
  return trainingsBelow(server.pid)[0]!;
}

async function killed(workbench: Workbench): Promise<number[]> {
  const pid = await training(workbench);
  return seconds(
    () => process.kill(pid, 'SIGKILL'),
    untilViewSays(workbench, 'ended from outside'),
    untilTreeIsTrue(workbench.page),
  );
}

async function killedBeside(workbench: Workbench): Promise<number[]> {
  const { page } = workbench;
  const pid = await training(workbench);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await runCommand(second, 'QHam: Show Energies');
  // It has come up by then.
  await second.locator('.codelens-decoration a', { hasText: 'Stop' }).first().waitFor();
  await second.locator(`[aria-label="Runs"] .monaco-list-row[aria-label^="${TRAIN}, training"]`).waitFor();
  const found = await seconds(() => process.kill(pid, 'SIGKILL'), untilTreeIsTrue(second));
  await second.close();
  await untilViewSays(workbench, 'ended from outside')();
  return found;
}

async function deleted(workbench: Workbench): Promise<number[]> {
  await training(workbench);
  return seconds(
    () => rm(join(workbench.folder, '.qham/runs'), { recursive: true, maxRetries: 20, retryDelay: 20 }),
    untilViewSays(workbench, 'The run folder cannot be read'),
    untilTreeIsTrue(workbench.page),
  );
}

async function serverKilled({ page, server, command }: Workbench): Promise<number[]> {
  await command('View: Focus First Editor Group');
  await page.keyboard.press('Control+Home');
  const [checker] = processesBelow(server.pid, /language-server\.cjs/);
  return seconds(
    async () => {
      process.kill(checker!, 'SIGKILL');
      await page.keyboard.insertText('hamiltonian Oops { H = }\n');
    },
    () => page.locator('.squiggly-error').first().waitFor(),
  );
}
