import type { Folder } from './request.ts';
import type { Run, Runs } from './runs.ts';

/** The run of a folder with its whole curve, read from there where that is not in memory; null where it cannot be read. */
export async function wholeRun(runs: Runs, folder: Folder): Promise<Run | null> {
  const { id, process } = runs.open(folder);
  const look = runs.look(id);
  try {
    if (!folder.going) await process?.ended;
    await look.whole;
    const run = runs.find(id);
    return run?.curve ? run : null;
  } finally {
    look.dispose();
  }
}
