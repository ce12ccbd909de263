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

/** The one sentence about what cannot be trained yet: `train Critical`, and what is missing for it. */
export function notAvailable(who: string, missing: readonly string[]): NotAvailable {
  return new NotAvailable(`${who}: this kind of training is not available yet: ${missing.join(', ')}`, missing);
}

/** @throws NotAvailable naming everything this experiment asks for that cannot be trained yet */
export function assertAvailable(experiment: Experiment): void {
  const missing = missingFor(experiment);
  if (missing.length > 0) throw notAvailable(`train ${experiment.train}`, missing);
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
