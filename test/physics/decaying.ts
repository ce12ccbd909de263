/** Settings that change with the step, as plain data. */
import type { Scheduled } from '../../runtime/experiment.ts';

/** value + rise·exp(−step/time) */
export function decaying(value: number, rise: number, time: number): Scheduled {
  const number = (n: number) => ({ kind: 'number' as const, value: n });
  const argument = { kind: 'divide' as const, left: { kind: 'step' as const }, right: number(-time) };
  const exponential = { kind: 'call' as const, function: 'exp' as const, argument };
  return {
    kind: 'add' as const,
    left: number(value),
    right: { kind: 'multiply' as const, left: number(rise), right: exponential },
  };
}
