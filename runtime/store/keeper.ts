/** `keeper.json`: who wants a run to go on when the process that started it has gone. */

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '@qham/grammar/phrase';
import * as v from 'valibot';
import { replaceFile } from './atomic-file.ts';
import { FILES } from './layout.ts';
import { isRunning, processStart } from './process-identity.ts';
import { storeError } from './store-error.ts';

const Keeper = v.object({
  /** The process that wants it, on the machine of the run; null: it is to go on whoever ends. */
  pid: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** When that process began; null where the system does not say. */
  start: v.nullable(v.string()),
  /** It is to keep a checkpoint and end. */
  stop: v.boolean(),
});
export type Keeper = v.InferOutput<typeof Keeper>;

/** The wish of a process that a run goes on for as long as it lives itself. */
export const keptBy = (pid: number): Keeper => ({ pid, start: processStart(pid), stop: false });

/** The wish that a run goes on until it is finished, whoever ends. */
export const KEPT_FOR_EVER: Keeper = { pid: null, start: null, stop: false };

/** Who keeps a run; null where nobody does. A file that cannot be read is a wish of nobody. */
export function keeperOf(folder: string): Keeper | null {
  try {
    return v.parse(Keeper, JSON.parse(readFileSync(join(folder, FILES.keeper), 'utf8')));
  } catch {
    return null;
  }
}

/** Whether the keeper is still there. */
export const isKept = (keeper: Keeper | null): boolean =>
  keeper !== null && (keeper.pid === null || isRunning(keeper.pid, keeper.start));

/** Replaces the wish. @throws StoreError when the disk refuses */
export function writeKeeper(folder: string, keeper: Keeper): void {
  try {
    replaceFile(join(folder, FILES.keeper), `${JSON.stringify(keeper)}\n`);
  } catch (error) {
    throw storeError(folder, say`say who keeps the run`, error);
  }
}

/** A run that goes on again has no wishes of the time before. */
export function forgetKeeper(folder: string): void {
  rmSync(join(folder, FILES.keeper), { force: true });
}
