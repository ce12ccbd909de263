/**
 * One training step: sample, measure, descend.
 */
import type { EventOf } from '../events.ts';
import { createOptimizer, evaluateScheduled } from '../optimizer/index.ts';
import { fail } from './failure.ts';
import { decided, type RunState } from './run-state.ts';

/** Does one optimizer step; the state is left untouched when a number is not finite. */
export async function trainingStep(state: RunState): Promise<EventOf<'step'> | EventOf<'failure'>> {
  const { sampler, parameters, values } = state;
  const { sweeps, burn_in } = state.moves;
  const { phase, index, first } = state.spanAt(state.step);
  if (state.step === first && state.step > 0) state.optimizer = createOptimizer(phase.optimizer, values.length);
  const before = { walkers: sampler.walkers, random: sampler.randomState };
  const acceptance = await sampler.advance(parameters, state.step === 0 ? decided(burn_in) : sweeps);
  const moments = await state.moments.measure(parameters, sampler.walkers);
  const descending = state.objectives[index]!.descend(parameters, sampler.walkers, moments);
  sampler.drawAhead(sweeps);
  const descent = await descending;
  if (!Number.isFinite(descent.loss) || !descent.gradient.every(Number.isFinite))
    return fail(state, () => {
      // Nothing else has changed yet.
      sampler.walkers = before.walkers;
      sampler.withdraw();
      state.random.restore(before.random);
    });

  const learningRate = evaluateScheduled(phase.optimizer.learning_rate, state.step - first);
  state.optimizer.step(values, descent.gradient, learningRate);
  state.moments.shiftTo(moments.energies);
  sampler.adapt(acceptance);
  state.step++;
  const order = [...moments.energies.keys()].sort((a, b) => moments.energies[a]! - moments.energies[b]!);
  return {
    type: 'step',
    step: state.step,
    time: state.time,
    phase: phase.name,
    energies: order.map((m) => moments.energies[m]!),
    variance: order.map((m) => moments.variances[m]!),
    acceptance: Number.isNaN(acceptance) ? null : acceptance,
    loss: descent.loss,
    terms: descent.terms,
    learning_rate: learningRate,
  };
}
