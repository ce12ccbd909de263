import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from 'qham/store';
import type { Curve } from '../training/curve.ts';
import { afterEventsWithCurve } from '../training/run-curve.ts';
import { newRun } from '../training/run-state.ts';
import { EventFile } from './event-file.ts';

/** Whether a run folder has the events that the curve of its run is made of. */
export const hasCurve = (folder: string): boolean => existsSync(join(folder, FILES.events));

/**
 * Reads all steps of a run that is over into a curve, in pieces between which others get their turn.
 * @param train the name that the run was asked for by
 * @throws Error where the folder cannot be read
 */
export async function readCurve(folder: string, train: string, curve: Curve): Promise<void> {
  if (!hasCurve(folder)) throw new Error(`there is no ${join(folder, FILES.events)}`);
  let state = newRun(train);
  const file = new EventFile(join(folder, FILES.events), {
    begin: () => {},
    events: (events) => {
      state = afterEventsWithCurve(curve, state, events);
    },
  });
  await file.read();
}
