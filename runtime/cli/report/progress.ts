/** What a person sees while a run goes on: one line that is rewritten on a terminal, now and then a line elsewhere. */
import { formatUncertain } from '../../estimator/format.ts';
import type { EventOf, RunEvent } from '../../events.ts';
import type { Channel } from '../console.ts';
import { padEnd, truncate } from '../display-width.ts';
import { formatBar } from './bar.ts';
import { formatDuration } from './duration.ts';
import { TimeLeft } from './time-left.ts';

/** Follows the events of one run. */
export interface Progress {
  see(event: RunEvent): void;
  /** Takes the line off the screen, so that other text can be written. */
  clear(): void;
}

/** Energies shown in a line; with more states the rest is `…`. */
const SHOWN = 6;
const BAR_WIDTH = 16;
/** Lines that a whole run writes where there is no terminal. */
const PLAIN_LINES = 20;
/** Milliseconds between two drawings of the line; the eye sees no more. */
const REDRAW = 60;

/** A line at the bottom of a terminal, drawn again with every event. @param now a clock in milliseconds */
export function liveProgress(channel: Channel, now: () => number = Date.now): Progress {
  const state = new State();
  let drawn = false;
  let last = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (drawn) channel.write('\r\u001b[2K');
    drawn = false;
  };
  return {
    clear,
    see: (event) => {
      state.see(event);
      const description = state.describe();
      if (!description || isEnd(event)) return clear();
      if (now() - last < REDRAW) return;
      last = now();
      const bar = channel.paint('cyan', formatBar(description.fraction, BAR_WIDTH));
      const text = truncate(description.text, Math.max(10, channel.columns - BAR_WIDTH - 3));
      channel.write(`\r\u001b[2K${bar}  ${text}`);
      drawn = true;
    },
  };
}

/** Plain lines for logs and pipes: the first step, then about every twentieth part of the run. */
export function plainProgress(channel: Channel): Progress {
  const state = new State();
  let next = 0;
  return {
    clear: () => {},
    see: (event) => {
      state.see(event);
      const description = state.describe();
      if (!description) return;
      if (event.type === 'step') {
        if (description.fraction < next && event.step !== state.start?.steps) return;
        next = description.fraction + 1 / PLAIN_LINES;
      } else if (event.type !== 'evaluation' || event.sample !== event.samples) return;
      channel.write(`${description.text}\n`);
    },
  };
}

function isEnd(event: RunEvent): boolean {
  return event.type === 'result' || event.type === 'interrupted' || event.type === 'failure';
}

class State {
  start: EventOf<'start'> | null = null;
  #now: EventOf<'step'> | EventOf<'evaluation'> | null = null;
  readonly #left = new TimeLeft();

  see(event: RunEvent): void {
    if (event.type === 'start') this.start = event;
    if (event.type === 'step' || event.type === 'evaluation') this.#now = event;
    if (event.type === 'step') this.#left.see(event.step, event.time);
  }

  describe(): { fraction: number; text: string } | null {
    const now = this.#now;
    const start = this.start;
    if (!start || !now) return null;
    if (now.type === 'evaluation')
      return {
        fraction: now.sample / now.samples,
        text: `${start.train}  evaluation ${now.sample}/${now.samples}  E = ${formatEnergies(now.energies, [])}`,
      };
    const left = this.#left.until(start.steps);
    // The standard error of this step's walkers alone. It says nothing of what is still to be learnt, so only one state,
    // whose walkers follow |ψ|² itself, shows it; the result's error bars come from the evaluation at the end.
    const spread = start.states === 1 && now.errors ? now.errors.map((error) => error ?? Number.NaN) : [];
    const parts = [
      `${start.train}  ${padEnd(`${now.step}/${start.steps}`, 2 * String(start.steps).length + 1)}`,
      `E = ${formatEnergies(now.energies, spread)}`,
      now.acceptance === null ? '' : `acceptance ${Math.round(now.acceptance * 100)}%`,
      start.phases.length > 1 ? now.phase : '',
      left === null ? '' : `${formatDuration(left)} left`,
    ];
    return { fraction: now.step / start.steps, text: parts.filter(Boolean).join('  ') };
  }
}

function formatEnergies(energies: readonly (number | null)[], errors: readonly number[]): string {
  const shown = energies.slice(0, SHOWN).map((energy, state) => {
    if (energy === null) return '?';
    const error = errors[state];
    return error === undefined ? energy.toFixed(4) : formatUncertain(energy, error);
  });
  return shown.join(' ') + (energies.length > SHOWN ? ' …' : '');
}
