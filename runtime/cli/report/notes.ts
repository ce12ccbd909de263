/** What happens in a run besides its steps, in words. */
import { formatUncertain } from '../../estimator/format.ts';
import type { RunEvent } from '../../events.ts';
import { displayPath } from '../display-path.ts';
import { printable } from '../display-width.ts';

const short = (x: number) => String(Number(x.toPrecision(2)));

/** A line for an event that a person wants to know of; null for all others. */
export function noteOf(event: RunEvent): string | null {
  switch (event.type) {
    case 'transfer': {
      const from = event.run === null ? event.from : `${event.from} (${printable(displayPath(event.run))})`;
      const fresh = event.fresh.length > 0 ? `${event.fresh.join(', ')}: ${event.fresh_values} values` : 'none';
      return `starts from ${from}: carried over ${event.carried.join(', ')}: ${event.carried_values} values; afresh ${fresh}`;
    }
    case 'burn_in':
      return event.stationary === false
        ? `burn-in: the energy was not stationary after ${event.sweeps} sweeps; the first steps may be off`
        : null;
    case 'renewed':
      return `${event.walkers} ${event.walkers === 1 ? 'walker was' : 'walkers were'} stuck (unmoved for ${event.age} sweeps, or where ψ is 0): anew beside others`;
    case 'stopped':
      return (
        `phase ${event.phase} stopped after step ${event.step}: the energy ${formatUncertain(event.energy, Math.sqrt(event.variance))} is at rest ` +
        `(slope ${short(event.slope)} a step, change from window to window ${short(event.drift)}, spread ${short(event.spread)}, ${event.windows} windows)`
      );
    default:
      return null;
  }
}
