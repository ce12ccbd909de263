import type { Bucket, Column } from '../protocol.ts';
import { windowAt, windowMean } from './curve-shape.ts';

/**
 * One standard error of the running mean of a state's energy: σ √(τ/n) for n steps with errors σ of their own and an integrated
 * autocorrelation time of τ steps (Sokal 1997, "Monte Carlo methods in statistical mechanics", §2); never less than n independent
 * steps or more than a single one would have. It is of the sampling alone.
 * @returns null where the steps do not say σ and τ: without them no band is honest
 */
export function runningError(
  buckets: readonly Bucket[],
  columns: readonly Column[],
  state: number,
  window: number,
): (number | null)[] | null {
  const ofError = columns.findIndex(({ kind, name }) => kind === 'error' && name === String(state));
  const ofTime = columns.findIndex(({ kind }) => kind === 'autocorrelation');
  if (ofError < 0 || ofTime < 0) return null;
  const errors = windowMean(buckets, window, ({ more }) => more[ofError]);
  const times = windowMean(buckets, window, ({ more }) => more[ofTime]);
  const stepsBefore = [0];
  for (const { count } of buckets) stepsBefore.push(stepsBefore.at(-1)! + count);
  return buckets.map((_, i) => {
    const [from, to] = windowAt(i, buckets.length, window);
    const steps = stepsBefore[to]! - stepsBefore[from]!;
    const error = errors[i] ?? null;
    const time = times[i] ?? null;
    return error === null || time === null ? null : error * Math.sqrt(Math.min(1, Math.max(1, time) / steps));
  });
}
