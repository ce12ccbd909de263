/** `history.csv`: training steps as a table, for spreadsheets and plotting programs (RFC 4180). */
import type { EventOf } from '../events.ts';

/** The header line for a run with these many states and these loss terms. */
export function historyHeader(states: number, terms: readonly string[]): string {
  const perState = (name: string) => Array.from({ length: states }, (_, m) => `${name}_${m}`);
  return [
    'step',
    'time',
    'phase',
    ...perState('energy'),
    ...perState('variance'),
    'acceptance',
    'loss',
    'learning_rate',
    ...terms.map((term) => `term_${term}`),
  ]
    .map(cell)
    .join(',');
}

/** The line of one step. Numbers that were not finite are empty, as is a term that this phase does not have. */
export function historyRow(event: EventOf<'step'>, states: number, terms: readonly string[]): string {
  const perState = (values: readonly (number | null)[]) => Array.from({ length: states }, (_, m) => values[m] ?? null);
  return [
    event.step,
    event.time,
    event.phase,
    ...perState(event.energies),
    ...perState(event.variance),
    event.acceptance,
    event.loss,
    event.learning_rate,
    ...terms.map((term) => event.terms[term] ?? null),
  ]
    .map(cell)
    .join(',');
}

function cell(value: string | number | null): string {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
