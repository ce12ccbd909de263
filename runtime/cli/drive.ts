/** Reads a training to its end and keeps its run folder true. */
import type { EventOf, RunEvent } from '../events.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import type { Training } from '../train/training.ts';

/** Where a run is kept, as far as driving it goes. */
export interface RunRecord {
  append(event: RunEvent): Promise<void> | void;
  saveCheckpoint(checkpoint: Checkpoint): Promise<void>;
}

export interface DriveOptions {
  /** The record holds the start event already: the run goes on from a checkpoint. */
  resumed: boolean;
  /** Sees every event after it was kept. */
  observe(event: RunEvent): void;
  /** Milliseconds of wall clock between two checkpoints. */
  checkpointEvery: number;
  /** A clock in milliseconds. */
  now(): number;
}

/** The event that a run ends with. */
export type Ending = EventOf<'result'> | EventOf<'interrupted'> | EventOf<'failure'>;

/**
 * Keeps each event, then shows it; writes a checkpoint now and then, after the last training step, and where the run is
 * interrupted or fails. A checkpoint event follows its checkpoint, so whoever reads it can rely on the file.
 * @returns the event the run ended with
 * @throws Error from the record when the disk cannot be written
 */
export async function drive(training: Training, record: RunRecord, options: DriveOptions): Promise<Ending> {
  let steps = Number.POSITIVE_INFINITY;
  let savedAt = options.now();
  let savedStep: number | null = null;
  /** The next step is the last of its phase. */
  let phaseEnds = false;
  const keep = async (event: RunEvent) => {
    await record.append(event);
    options.observe(event);
  };
  const save = async (time: number) => {
    const checkpoint = training.checkpoint();
    savedAt = options.now();
    if (checkpoint.step === savedStep) return;
    savedStep = checkpoint.step;
    await record.saveCheckpoint(checkpoint);
    await keep({ type: 'checkpoint', step: checkpoint.step, time });
  };
  for await (const event of training.events()) {
    switch (event.type) {
      case 'start':
        steps = event.steps;
        if (options.resumed) options.observe(event);
        else await keep(event);
        break;
      case 'step':
        await keep(event);
        if (event.step === steps || phaseEnds || options.now() - savedAt >= options.checkpointEvery)
          await save(event.time);
        phaseEnds = false;
        break;
      case 'resumed':
        savedStep = event.step;
        await keep(event);
        break;
      // What a transfer began with is not found again once the other run is gone.
      case 'transfer':
        await keep(event);
        await save(event.time);
        break;
      case 'stopped':
        await keep(event);
        phaseEnds = true;
        break;
      case 'interrupted':
      case 'failure':
        await save(event.time);
        await keep(event);
        return event;
      case 'result':
        await keep(event);
        return event;
      default:
        await keep(event);
    }
  }
  throw new Error('the training ended without a result');
}
