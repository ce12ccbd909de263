/**
 * What an Experiment can say but the runtime cannot train yet.
 */
import { inARow, type Phrase, say, type Words } from '@qham/grammar/phrase';
import type { Experiment } from '../experiment.ts';
import { SaidError } from '../said-error.ts';

/** A training that is not built yet: no fault of the file, and none of qham's. The message is for the user. */
export class NotAvailable extends SaidError {
  override name = 'NotAvailable';
}

/** The one sentence about what cannot be trained yet: `train Critical`, and what is missing for it. */
export function unavailableText(who: string, missing: readonly Words[]): Phrase {
  return say`${who}: this kind of training is not available yet: ${inARow(missing)}`;
}

/** @throws NotAvailable naming everything this experiment asks for that cannot be trained yet */
export function assertAvailable(experiment: Experiment): void {
  const missing = missingFor(experiment);
  if (missing.length === 0) return;
  const texts = missing.map(
    ({ optimizer, phase }) => say`${optimizer} for other objectives than energy (phase ${phase})`,
  );
  throw new NotAvailable(unavailableText(`train ${experiment.train}`, texts));
}

/** An optimizer that does not take the objective of its phase yet. */
export interface MissingOptimizer {
  readonly optimizer: string;
  readonly phase: string;
}

/** Everything that an experiment asks for and cannot be trained yet. */
export function missingFor({ schedule }: Experiment): MissingOptimizer[] {
  const missing: MissingOptimizer[] = [];
  for (const { name, optimizer, objective } of schedule.phases) {
    if ((optimizer.kind === 'sr' || optimizer.kind === 'spring') && objective.kind !== 'energy')
      missing.push({ optimizer: optimizer.kind, phase: name });
  }
  return missing;
}
