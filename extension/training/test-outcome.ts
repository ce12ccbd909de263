import { explain } from '../energies/explain.ts';
import { type Localization, speakerIn } from '../energies/translate.ts';
import type { RunState } from './run-state.ts';

/** What became of an expectation, as the Test Explorer has it. */
export interface TestOutcome {
  readonly kind: 'passed' | 'failed' | 'errored';
  /** Beside its name; empty: nothing. */
  readonly note: string;
  /** Why; empty where it passed. */
  readonly message: string;
}

/**
 * Passed, failed, or an error. VS Code has no state for an undecided one, which is neither: it is an error that says beside its name
 * that it is undecided, and in its message what would decide it.
 * @param expectation as the file writes it
 */
export function testOutcome(expectation: string, state: RunState, l10n: Localization): TestOutcome {
  const found = state.expectations.find(({ text }) => text === expectation);
  if (found === undefined) return { kind: 'errored', note: '', message: whyNot(state, l10n) };
  const reason = speakerIn(l10n)(found.said ?? found.reason);
  switch (found.verdict) {
    case 'pass':
      return { kind: 'passed', note: '', message: '' };
    case 'fail':
      return { kind: 'failed', note: '', message: reason };
    case 'undecided':
      return { kind: 'errored', note: l10n.t('undecided'), message: l10n.t('undecided: {0}', reason) };
  }
}

/** Why a run has nothing to say of an expectation, and what to do. */
function whyNot({ trouble, steps }: RunState, l10n: Localization): string {
  if (trouble === null) return l10n.t('The training ended without a result.');
  const { message, detail, wayOut } = explain(trouble, l10n, steps > 0);
  return [message, detail, wayOut].filter(Boolean).join('\n');
}
