import type { Phrase } from '@qham/grammar/phrase';
import type { EventOf, Measured } from 'qham/events';
import type { ShapeCurve } from '../protocol.ts';
import type { RunState } from './run-state.ts';

/** A number with what it is called, which is a phrase where the file does not say it. */
export type MeasuredNumber = Measured & { readonly said?: Phrase | undefined };

/** The terms of ⟨H⟩, the virial ratio and the observables: everything with one number and its error bar. */
export function measuredBy({ terms = [], virial, observables = [] }: EventOf<'result'>): MeasuredNumber[] {
  const numbers: MeasuredNumber[] = [...terms, ...(virial ? [{ ...virial, value: virial.ratio }] : []), ...observables];
  return numbers.map(({ text, value, error, said }) => ({ text, value, error, ...(said && { said }) }));
}

/** The shapes with the curves that the evaluation has measured, which take the place of those of their kind. */
export function shapesWith(
  shapes: RunState['shapes'],
  { step, samples, observables = [] }: EventOf<'result'>,
): RunState['shapes'] {
  const measured = observables.flatMap(({ kind, text, curve }): ShapeCurve[] =>
    curve && kind !== 'mean' ? [{ kind, name: text, ...curve }] : [],
  );
  if (measured.length === 0) return shapes;
  const kinds = new Set(measured.map(({ kind }) => kind));
  return {
    step,
    samples: samples ?? null,
    curves: [...measured, ...(shapes?.curves ?? []).filter(({ kind }) => !kinds.has(kind))],
  };
}
