/**
 * Moves before the first step: as many as asked for, or until the walkers are stationary.
 */
import { addSample, driftOfSeries, EMPTY_SERIES } from '../estimator/walker-series.ts';
import type { EventOf } from '../events.ts';
import { walkerDimension } from '../experiment.ts';
import { distances } from '../sampler/correlation.ts';
import type { RunState } from './run-state.ts';

/** Sweeps between two looks, looks that are compared, and the most of them. */
const SWEEPS = 20;
const LOOKS = 8;
const MOST_LOOKS = 100;
/** A drift within so many standard errors is none. */
const SIGMAS = 2;

/**
 * Moves the walkers until neither their distance from the centre nor, for one state, the local energy drifts from the first
 * half of the last looks to the second. The proposal adapts between looks.
 */
export async function burnIn(state: RunState): Promise<EventOf<'burn_in'>> {
  const { sampler, parameters } = state;
  const dimension = walkerDimension(state.experiment.hamiltonian.space);
  const looks: ArrayLike<number>[][] = [];
  let acceptance = Number.NaN;
  for (let look = 1; ; look++) {
    acceptance = await sampler.advance(parameters, SWEEPS);
    sampler.adapt(acceptance);
    const { local } = await state.moments.measure(parameters, sampler.walkers);
    looks.push([distances(sampler.walkers, dimension), ...(local ? [local] : [])]);
    if (looks.length > LOOKS) looks.shift();
    const stationary = looks.length === LOOKS && isStationary(looks);
    if (stationary || look === MOST_LOOKS)
      return { type: 'burn_in', step: 1, time: state.time, sweeps: look * SWEEPS, acceptance, stationary };
  }
}

/** @param looks [look][quantity][walker] */
function isStationary(looks: readonly (readonly ArrayLike<number>[])[]): boolean {
  return looks[0]!.every((_, quantity) => {
    const series = looks.reduce((taken, look) => addSample(taken, look[quantity]!), EMPTY_SERIES);
    const { value, error } = driftOfSeries(series);
    return error === 0 || Math.abs(value) <= SIGMAS * error;
  });
}
