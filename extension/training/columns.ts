import type { EventOf } from 'qham/events';
import type { Column } from '../protocol.ts';

/** What a run's steps carry beside their energies, in the order in which `valuesOf` gives it; the first step tells. */
export function columnsOf(step: EventOf<'step'>): Column[] {
  const perState = (kind: 'variance' | 'error', values: readonly unknown[] = []): Column[] =>
    values.map((_, state) => ({ kind, name: String(state) }));
  const named = (kind: 'term' | 'seconds', values: object = {}): Column[] =>
    Object.keys(values).map((name) => ({ kind, name }));
  return [
    ...perState('variance', step.variance),
    ...perState('error', step.errors),
    { kind: 'acceptance', name: '' },
    { kind: 'autocorrelation', name: '' },
    { kind: 'loss', name: '' },
    ...named('term', step.terms),
    { kind: 'learning_rate', name: '' },
    ...named('seconds', step.seconds),
  ];
}

/** The values of a step in these columns; null where it has none. */
export const valuesOf = (step: EventOf<'step'>, columns: readonly Column[]): (number | null)[] =>
  columns.map((column) => columnValue(step, column));

function columnValue(step: EventOf<'step'>, { kind, name }: Column): number | null {
  switch (kind) {
    case 'variance':
      return step.variance[Number(name)] ?? null;
    case 'error':
      return step.errors?.[Number(name)] ?? null;
    case 'term':
      return step.terms[name] ?? null;
    case 'seconds':
      return (step.seconds as Record<string, number> | undefined)?.[name] ?? null;
    default:
      return step[kind] ?? null;
  }
}
