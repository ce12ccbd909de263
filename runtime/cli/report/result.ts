import { formatUncertain } from '../../estimator/format.ts';
import type { EventOf, ExpectationResult, Judgement, Verdict } from '../../events.ts';
import type { Paint, Style } from '../style.ts';
import { formatDuration } from './duration.ts';
import { formatTable } from './table.ts';
import { verdictStyle } from './verdict-words.ts';

/** What a finished run found, as events and run folders hold it. */
export type Findings = Pick<
  EventOf<'result'>,
  'energies' | 'errors' | 'training_seconds' | 'evaluation_seconds' | 'verdict' | 'terms' | 'virial' | 'observables'
> & {
  expectations: readonly ExpectationResult[];
};

const MARK: Record<Verdict, readonly [string, Style]> = {
  pass: ['✓', 'green'],
  fail: ['✗', 'red'],
  undecided: ['?', 'yellow'],
};

/** A verdict's sign in its colour. */
export function formatVerdict(verdict: Verdict, paint: Paint): string {
  const [mark, style] = MARK[verdict];
  return paint(style, mark);
}

/**
 * The table at the end of a run: each state's energy with its error bar beside the exact or expected one and the difference
 * in error bars, then a line for each expectation.
 * @returns lines without newlines
 */
export function formatResult(
  train: string,
  findings: Findings,
  reference: EventOf<'start'>['reference'],
  paint: Paint,
): string[] {
  const { energies, errors, expectations, verdict } = findings;
  const known = energies.map((_, state) => reference[state]?.value ?? null);
  const heading = referenceHeading(reference);
  const rows = energies.map((energy, state) => {
    const row = [String(state), formatUncertain(energy, errors[state] ?? Number.NaN)];
    const value = known[state];
    return value === null || value === undefined
      ? row
      : [...row, formatReference(value), formatDifference(energy - value, errors[state] ?? null)];
  });
  const header = heading === null ? ['state', 'energy'] : ['state', 'energy', heading, 'difference'];
  const [head, ...body] = formatTable([header, ...rows], [0, 1, 2, 3]);
  const seconds = `${formatDuration(findings.training_seconds)} training, ${formatDuration(findings.evaluation_seconds)} evaluation`;
  return [
    `${paint('bold', train)}  ${paint('dim', seconds)}`,
    `  ${paint('dim', head!)}`,
    ...body.map((line) => `  ${line}`),
    ...(verdict ? formatJudgement(verdict, paint) : []),
    ...formatMeasured(findings, paint),
    ...expectations.map(
      ({ text, verdict, reason }) =>
        `  ${formatVerdict(verdict, paint)} ${text}${reason ? paint('dim', `: ${reason}`) : ''}`,
    ),
  ];
}

/** What is to be thought of the result, then why. */
function formatJudgement(verdict: Judgement, paint: Paint): string[] {
  const { text, reasons } = verdict;
  return [`  ${paint(verdictStyle(verdict), text)}`, ...reasons.map((reason) => paint('dim', `    ${reason}`))];
}

/** The energy of the lowest state by term, and what was observed. */
function formatMeasured({ terms = [], virial, observables = [] }: Findings, paint: Paint): string[] {
  const means = observables.filter(({ kind }) => kind === 'mean');
  const rows = [
    ...[...terms, ...means].map(({ text, value, error }) => [`⟨${text}⟩`, value, error] as const),
    ...(virial ? [[virial.text, virial.ratio, virial.error] as const] : []),
  ].map(([text, value, error]) => [text, value === null ? '?' : formatUncertain(value, error ?? Number.NaN)]);
  const files = observables.flatMap((observable) => observable.files ?? []).filter((file) => file.endsWith('.svg'));
  return [
    ...formatTable(rows).map((line) => `  ${paint('dim', line)}`),
    ...(files.length > 0 ? [`  ${paint('dim', `drawn in ${files.join(', ')}`)}`] : []),
  ];
}

/** What a column of references is called; null where there is none. */
export function referenceHeading(reference: EventOf<'start'>['reference']): string | null {
  const kinds = new Set(reference.filter(({ value }) => value !== null).map(({ kind }) => kind));
  return kinds.size > 1 ? 'reference' : ([...kinds][0] ?? null);
}

/** At most 7 digits after the point, without the zeros at the end. */
export function formatReference(value: number): string {
  return String(Number(value.toFixed(7)));
}

/** In error bars; as a plain number where there is none. */
export function formatDifference(difference: number, error: number | null): string {
  if (!error) return difference.toExponential(1);
  const sigmas = difference / error;
  return `${sigmas < 0 ? '−' : '+'}${Math.abs(sigmas).toFixed(1)} σ`;
}
