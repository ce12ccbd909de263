/**
 * The end of a run on a number that is not finite.
 */
import type { EventOf } from '../events.ts';
import { findFault } from './diagnosis.ts';
import type { RunState } from './run-state.ts';

/**
 * Says what went wrong at the walkers as they are, then goes back to the last good state.
 * @param symptom the quantity that was not finite: named where no part of the physics behind it can be found
 */
export async function fail(state: RunState, symptom: string, goBack: () => void): Promise<EventOf<'failure'>> {
  const { engine, experiment, ansatz, parameters, sampler } = state;
  const fault = await findFault(engine, experiment, ansatz, parameters, sampler.walkers);
  goBack();
  const at = fault?.walker ? ` at the walker (${fault.walker.map((x) => x.toPrecision(4)).join(', ')})` : '';
  const where = fault?.where ?? symptom;
  const what = fault?.vanishes ? `is 0${at}, where no walker can be` : `is not finite${at}`;
  return {
    type: 'failure',
    step: state.step + 1,
    time: state.time,
    where,
    walker: fault?.walker ?? null,
    message: `step ${state.step + 1}: ${where} ${what}. ${fault?.vanishes ? WHERE_IT_VANISHES : REMEDY}`,
  };
}

const REMEDY =
  'A smaller learning_rate, a potential without a singularity where walkers go, or an ansatz that vanishes there may help.';
const WHERE_IT_VANISHES =
  'Two identical particles are at the same place, or its orbitals are not independent of each other: ' +
  'a smaller learning_rate, or orbitals that do not begin at 0, may help.';
