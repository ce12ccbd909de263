/** Whether memory stays flat over many long runs: of the extension host and of the view, in a real VS Code with the packaged extension. */
import { clickTrain } from '../editor/workbench/click-lens.ts';
import { commandLineOf, processesBelow, trainingsBelow } from '../editor/workbench/processes.ts';
import { until } from '../editor/workbench/until.ts';
import type { Workbench } from '../editor/workbench/workbench.ts';
import { frameHeap, type Heap, nodeHeap } from './heap.ts';
import { standIn } from './stand-in.ts';
import { withVSCode } from './with-vscode.ts';

const STEPS = 100_000;
const RUNS = 20;

/** One part of the benchmark for each VS Code. */
export const memory = (version: string): Promise<void> =>
  withVSCode(version, async (workbench, extension) => {
    await standIn(extension, STEPS);
    const { server, energies, lens } = workbench;
    await lens('▶ Train').first().waitFor();
    const used: [host: number, view: number][] = [];
    let heaps: Awaited<ReturnType<typeof heapsOf>> | null = null;
    for (let run = 1; run <= RUNS; run++) {
      await clickTrain(workbench, 'Ground');
      await until('0', 'the end of the training', async () => String(trainingsBelow(server.pid).length));
      await energies.locator('[data-status=finished]').waitFor();
      heaps ??= await heapsOf(workbench);
      used.push([await heaps.host(), await heaps.view()]);
    }
    for (const [n, what] of ['extension host', 'Energies view'].entries())
      console.log(
        `| VS Code ${version}: live heap of the ${what} after each of ${RUNS} runs of ${STEPS} steps, MB | ${used
          .map((of) => (of[n]! / 1e6).toFixed(1))
          .join(', ')} |`,
      );
  });

async function heapsOf({ server, energies }: Workbench): Promise<{ host: Heap; view: Heap }> {
  const host = processesBelow(server.pid).find((pid) => commandLineOf(pid).includes('--type=extensionHost'));
  const view = await (await energies.locator('#view').elementHandle())?.ownerFrame();
  if (host === undefined || !view) throw new Error('there is no extension host or no view');
  return { host: await nodeHeap(host), view: await frameHeap(view) };
}
