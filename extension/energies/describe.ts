import { basename, dirname } from 'node:path';
import type { Speak } from '@qham/grammar/phrase';
import type { Judgement } from 'qham/events';
import type { RunView } from '../protocol.ts';
import { askedFor } from '../training/point-name.ts';
import { isOver } from '../training/run-state.ts';
import type { Run } from '../training/runs.ts';
import { explain } from './explain.ts';
import { columnName } from './texts.ts';
import { type Localization, speakerIn } from './translate.ts';

/** Steps whose curve is read back from the run folder in about a second; fewer are there before one can read that they are read. */
const SOON_READ = 200_000;

/** A run as the Energies view states it. */
export function describeRun(run: Run, l10n: Localization): RunView {
  const { state } = run;
  const speak = speakerIn(l10n);
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
    expectations: state.expectations.map(({ text, verdict, reason, said }) => ({
      text,
      verdict,
      reason: speak(said ?? reason),
    })),
    columns: state.columns.map(({ kind, name }) => ({ kind, name: columnName(kind, name, l10n) })),
    phaseMarks: [...state.phaseMarks],
    judgement: state.judgement && judgementIn(state.judgement, speak),
    measured: state.measured.map(({ text, value, error, said }) => ({ text: speak(said ?? text), value, error })),
    shapes: state.shapes && { ...state.shapes, curves: [...state.shapes.curves] },
    problem: state.trouble && explain(state.trouble, l10n, state.steps > 0),
    notice: notice(run, l10n),
  };
}

function judgementIn({ state, text, reasons, said }: Judgement, speak: Speak): RunView['judgement'] {
  return { state, text: speak(said?.text ?? text), reasons: (said?.reasons ?? reasons).map(speak) };
}

function notice({ state, folder, curve }: Run, l10n: Localization): string {
  if (curve === null && folder !== null && state.trouble?.kind !== 'unreadable' && state.step > SOON_READ)
    return l10n.t('Reading the curve of {0} steps from the run folder…', state.step);
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
