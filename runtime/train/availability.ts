/**
 * What an Experiment can say but the runtime cannot train yet.
 */
import type { Experiment } from '../experiment.ts';

/** A training that is not built yet: no fault of the file, and none of qham's. The message is for the user. */
export class NotAvailable extends Error {
  override name = 'NotAvailable';
  /** What is missing, in words that end “… cannot be trained yet”; empty where the message alone says it. */
  readonly missing: readonly string[];

  constructor(message: string, missing: readonly string[] = []) {
    super(message);
    this.missing = missing;
  }
}

/** The refusal of a train for what it asks for. */
export const notAvailable = (train: string, missing: readonly string[]): NotAvailable =>
  new NotAvailable(`train ${train}: this kind of training is not available yet: ${missing.join(', ')}`, missing);

/** @throws NotAvailable naming everything this experiment asks for that cannot be trained yet */
export function assertAvailable(experiment: Experiment): void {
  const missing = missingFor(experiment);
  if (missing.length > 0) throw notAvailable(experiment.train, missing);
}

/** Everything that an experiment asks for and cannot be trained yet. */
export function missingFor({ schedule }: Experiment): string[] {
  const missing: string[] = [];
  for (const { name, optimizer, objective } of schedule.phases) {
    if ((optimizer.kind === 'sr' || optimizer.kind === 'spring') && objective.kind !== 'energy')
      missing.push(`${optimizer.kind} for other objectives than energy (phase ${name})`);
  }
  return missing;
}
