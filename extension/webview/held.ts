import type { Bucket, Follow, RunEntry, RunView, ToView } from '../protocol.ts';
import { widened } from '../training/widen.ts';

/** What the view holds of the run that it shows. */
export interface Held {
  readonly revision: number | null;
  readonly runs: readonly RunEntry[];
  readonly run: RunView | null;
  readonly epoch: number;
  /** Steps in a bucket. */
  readonly width: number;
  readonly buckets: readonly Bucket[];
}

export const NOTHING: Held = { revision: null, runs: [], run: null, epoch: 0, width: 1, buckets: [] };

/** What is held after an update of the host. */
export function afterUpdate(held: Held, update: ToView): Held {
  const { revision, runs, shown } = update;
  if (shown === null) return { ...NOTHING, revision, runs };
  const { run, curve } = shown;
  const { epoch, width, from } = curve;
  let before = from === 0 ? [] : held.buckets;
  // As often as the host has done it: the last bits of a mean depend on the order.
  for (let now = held.width * 2; from > 0 && now <= width; now *= 2) before = widened(before, now);
  return { revision, runs, run, epoch, width, buckets: [...before.slice(0, from), ...curve.buckets] };
}

/** The question for what is new since what is held. */
export function question(held: Held): Follow {
  return {
    type: 'follow',
    revision: held.revision,
    run: held.run?.id ?? null,
    epoch: held.epoch,
    last: held.buckets.at(-1)?.first ?? 0,
  };
}
