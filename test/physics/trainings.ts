/** A few steps of each objective, to compare engines by. */
import { resolve } from 'node:path';
import { loadProgram } from '../../runtime/compile/index.ts';
import type { Engine } from '../../runtime/engine/index.ts';
import { startTraining } from '../../runtime/train/training.ts';

/** Energies of every training step and of the evaluation, for one state and for three. */
export async function trainShortly(engine: Engine): Promise<number[][]> {
  const program = await loadProgram(resolve(import.meta.dirname, 'short.qham'));
  const energies: number[][] = [];
  for (const { name } of program.trains) {
    const run = await startTraining(program.experiment(name), engine, { runPath: null });
    for await (const event of run.events())
      if (event.type === 'step' || event.type === 'result') energies.push(event.energies as number[]);
      else if (event.type === 'failure') throw new Error(event.message);
  }
  return energies;
}
