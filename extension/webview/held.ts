import type { Bucket, Follow, RunEntry, RunView, ToView } from '../protocol.ts';

/** What the view holds of the run that it shows. */
export interface Held {
  readonly revision: number | null;
  readonly runs: readonly RunEntry[];
  readonly run: RunView | null;
  readonly epoch: number;
  readonly buckets: readonly Bucket[];
}

export const NOTHING: Held = { revision: null, runs: [], run: null, epoch: 0, buckets: [] };

/** What is held after an update of the host. */
export function afterUpdate(held: Held, update: ToView): Held {
  const { revision, runs, shown } = update;
  if (shown === null) return { ...NOTHING, revision, runs };
  const { run, curve } = shown;
  return { revision, runs, run, epoch: curve.epoch, buckets: [...held.buckets.slice(0, curve.from), ...curve.buckets] };
}

/** The question for what is new since what is held. */
export function question(held: Held): Follow {
  return {
    type: 'follow',
    revision: held.revision,
    run: held.run?.id ?? null,
    epoch: held.epoch,
    buckets: held.buckets.length,
  };
}
