import { basename, dirname } from 'node:path';
import type { RunView } from '../protocol.ts';
import { askedFor } from '../training/point-name.ts';
import { isOver } from '../training/run-state.ts';
import type { Run } from '../training/runs.ts';
import { explain } from './explain.ts';
import type { Localization } from './translate.ts';

/** A run as the Energies view states it. */
export function describeRun(run: Run, l10n: Localization): RunView {
  const { state } = run;
  return {
    id: run.id,
    train: state.point ?? state.train,
    file: basename(run.request.file),
    status: state.status,
    step: state.step,
    steps: state.steps,
    phase: state.phases > 1 ? state.phase : '',
    evaluated: state.evaluated,
    seconds: state.seconds,
    secondsLeft: state.secondsLeft,
    acceptance: state.acceptance,
    device: state.device,
    walkers: state.walkers,
    parameters: state.parameters,
    energies: [...state.energies],
    errors: state.errors && [...state.errors],
    references: [...state.references],
    expectations: [...state.expectations],
    columns: [...state.columns],
    phaseMarks: [...state.phaseMarks],
    judgement: state.judgement && { ...state.judgement, reasons: [...state.judgement.reasons] },
    measured: [...state.measured],
    shapes: state.shapes && { ...state.shapes, curves: [...state.shapes.curves] },
    problem: state.trouble && explain(state.trouble, l10n, state.steps > 0),
    notice: notice(run, l10n),
  };
}

function notice({ state }: Run, l10n: Localization): string {
  // What goes on with a point goes on with its sweep.
  const point = state.point !== null || askedFor(state.train) !== state.train;
  if (state.status === 'stopped' && state.folder !== null)
    return l10n.t('To go on from here: qham resume {0}', point ? dirname(state.folder) : state.folder);
  if (state.still !== null && !isOver(state))
    return l10n.t(
      'The training process has said nothing for {0} s. A step of a large system can take long; Stop ends it with its last checkpoint.',
      state.still,
    );
  if (state.garbage !== '' && state.trouble?.kind !== 'garbage')
    return l10n.t('The training process also said: {0}', state.garbage);
  return '';
}
