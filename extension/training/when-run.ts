import { isOver } from './run-state.ts';
import type { Run, Runs } from './runs.ts';

/** Settles with a run when it fulfils the condition; at once if it does already. */
export function whenRun(runs: Runs, id: number, condition: (run: Run) => boolean): Promise<Run> {
  return new Promise((resolve) => {
    const look = () => {
      const run = runs.find(id);
      if (!run || !condition(run)) return;
      changes.dispose();
      resolve(run);
    };
    const changes = runs.onChange(look);
    look();
  });
}

/** Settles with a run when it is over. */
export const whenOver = (runs: Runs, id: number): Promise<Run> => whenRun(runs, id, (run) => isOver(run.state));
