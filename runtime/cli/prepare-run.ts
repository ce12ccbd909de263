/** Builds the training of a run, new or interrupted, together with its run folder. */
import type { Engine } from '../engine/index.ts';
import { forgetKeeper, type Run } from '../store/index.ts';
import { startTraining } from '../train/training.ts';
import type { Source } from '../train/transfer.ts';
import type { PreparedRun } from './training-session.ts';

/** A run without what only the session knows of it. */
export type Prepared = Pick<PreparedRun, 'training' | 'record' | 'resumed'>;

/**
 * A new run.
 * @param create makes its folder, which is given back where its training cannot be built
 */
export async function beginRun(engine: Engine, source: Source | null, create: () => Promise<Run>): Promise<Prepared> {
  const record = await create();
  try {
    const { experiment } = record.description;
    const training = await startTraining(experiment, engine, { runPath: record.folder, ...(source && { source }) });
    return { training, record, resumed: false };
  } catch (error) {
    await record.close();
    throw error;
  }
}

/**
 * A run that goes on from its last checkpoint, or begins again where it has none.
 * @param sourceOf finds the run that it starts from; only asked where there is no checkpoint
 */
export async function continueRun(
  engine: Engine,
  record: Run,
  sourceOf: () => Promise<Source | null>,
): Promise<Prepared> {
  record.claim();
  try {
    forgetKeeper(record.folder);
    const checkpoint = await record.loadCheckpoint();
    const source = checkpoint ? null : await sourceOf();
    const training = await startTraining(record.description.experiment, engine, {
      runPath: record.folder,
      ...(source && { source }),
      ...(checkpoint && { checkpoint }),
    });
    await record.truncateEventsAfter(checkpoint);
    return { training, record, resumed: checkpoint !== null };
  } catch (error) {
    await record.close();
    throw error;
  }
}
