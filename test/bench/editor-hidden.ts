/** What a training costs the editor while the Energies view is hidden, before it was ever opened and after, and in sight: processor time. */
import { readFileSync } from 'node:fs';
import { clickTrain } from '../editor/workbench/click-lens.ts';
import { processesBelow, trainingsBelow } from '../editor/workbench/processes.ts';
import { until } from '../editor/workbench/until.ts';
import type { Workbench } from '../editor/workbench/workbench.ts';
import { standIn } from './stand-in.ts';
import { withVSCode } from './with-vscode.ts';

const STEPS = 100_000;
/** Steps after which the training lets 5 ms pass: some 20,000 steps a second at most. */
const PACE = 100;
/** Milliseconds of one tick of the clock that Linux counts processor time with. */
const TICK = 10;

/** One part of the benchmark for each VS Code. */
export const hidden = (version: string): Promise<void> =>
  withVSCode(version, (workbench, extension) => measured(version, workbench, extension), {
    'qham.energies.reveal': false,
  });

async function measured(version: string, workbench: Workbench, extension: string): Promise<void> {
  await standIn(extension, STEPS, PACE);
  const { page, server, lens, command, energies } = workbench;
  const training = async () => {
    await clickTrain(workbench, 'Ground');
    await until('0', 'the end of the training', async () => String(trainingsBelow(server.pid).length));
  };
  const row = async (what: string, body: () => Promise<void>) => {
    const times = [processesBelow(server.pid, /--type=extensionHost/), processesBelow(process.pid, /--type=renderer/)];
    const before = times.map(used);
    const began = performance.now();
    await body();
    const elapsed = performance.now() - began;
    const spent = times.map((pids, n) => (used(pids) - before[n]!).toFixed(2));
    console.log(
      `| ${what}: extension host, pages; seconds that it took | ${spent.join(', ')}; ${(elapsed / 1000).toFixed(1)} |`,
    );
    return elapsed;
  };
  await lens('▶ Train').first().waitFor();
  // What is compiled and drawn for the first time belongs to none of them.
  await training();
  await row(`VS Code ${version}: training before the Energies view was ever opened`, training);
  await command('QHam: Show Energies');
  await energies.locator('[data-status=finished]').waitFor();
  const elapsed = await row('with the view in sight', training);
  await energies.locator('[data-status=finished]').waitFor();
  await command('View: Show Explorer');
  await row('with the view hidden again', training);
  await row('no training, for as long', () => page.waitForTimeout(elapsed));
}

/** Seconds of processor time that processes have used, in and outside of the kernel. */
function used(pids: readonly number[]): number {
  const ticks = pids
    .map((pid) =>
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' '),
    )
    .reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0);
  return (ticks * TICK) / 1000;
}
