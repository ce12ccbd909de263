import { type File, isSweep, isTrain, type Report, type TrainSyntax } from '@qham/grammar';
import { NotAvailable } from '../train/availability.ts';
import { checkSize } from './check-size.ts';
import { checkSweepPoints } from './sweep.ts';
import { compileTrain, type Source } from './train.ts';
import { unavailableIn } from './unavailable.ts';

/**
 * Compiles every train once with its own values, and sweeps at some of theirs: some things are only seen then, such as a component that the space of
 * this train does not have.
 */
export function checkTrains(file: File, report: Report): void {
  const source = { file: '', hash: '', line: 1 };
  for (const train of file.statements.filter(isTrain))
    if (unavailableIn(train).length === 0) checkTrain(train, source, report);
  for (const sweep of file.statements.filter(isSweep)) checkSweepPoints(sweep, report);
}

/** What cannot be trained yet is no fault of the file: `qham run` says so. */
function checkTrain(train: TrainSyntax, source: Source, report: Report): void {
  try {
    const experiment = compileTrain(train, source, {}, report);
    if (experiment) checkSize(train, experiment, report);
  } catch (error) {
    if (!(error instanceof NotAvailable)) throw error;
  }
}
