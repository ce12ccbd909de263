/**
 * One training step: sample, measure, descend.
 */
import type { EventOf } from '../events.ts';
import { StepFault, type StepReport } from '../optimizer/index.ts';
import { remember } from './energy-history.ts';
import { fail } from './failure.ts';
import { decided, type RunState } from './run-state.ts';

/** Does one optimizer step; the state is left untouched when a number is not finite. */
export async function trainingStep(state: RunState): Promise<EventOf<'step'> | EventOf<'failure'>> {
  const { sampler, parameters, values } = state;
  const { sweeps, burn_in } = state.moves;
  const { phase, index, first } = state.spanAt(state.step);
  const { objective, trainable, newOptimizer } = state.phases[index]!;
  if (state.step === first && state.step > 0) state.optimizer = newOptimizer();
  const before = { walkers: sampler.walkers, ages: sampler.ages, random: sampler.randomState };
  const acceptance = await sampler.advance(parameters, state.step === 0 ? decided(burn_in) : sweeps);
  const moments = await state.moments.measure(parameters, sampler.walkers);
  const descending = objective.descend(parameters, sampler.walkers, moments);
  sampler.drawAhead(sweeps);
  const descent = await descending;
  const trained = trainable.take(values);
  let report: StepReport;
  try {
    report = await state.optimizer.step(trained, descent, state.step - first);
  } catch (error) {
    if (!(error instanceof StepFault)) throw error;
    return fail(state, error.where, () => {
      // Nothing else has changed yet.
      sampler.walkers = before.walkers;
      sampler.ages = before.ages;
      sampler.withdraw();
      state.random.restore(before.random);
    });
  }
  trainable.put(values, trained);
  state.moments.shiftTo(moments.energies);
  sampler.adapt(acceptance);
  state.step++;
  state.history = remember(state.history, moments.energies);
  const order = [...moments.energies.keys()].sort((a, b) => moments.energies[a]! - moments.energies[b]!);
  return {
    type: 'step',
    step: state.step,
    time: state.time,
    phase: phase.name,
    energies: order.map((m) => moments.energies[m]!),
    variance: order.map((m) => moments.variances[m]!),
    acceptance: Number.isNaN(acceptance) ? null : acceptance,
    errors: order.map((m) => Math.sqrt(moments.variances[m]! / sampler.ages.length)),
    loss: descent.loss,
    terms: descent.terms,
    learning_rate: report.learningRate,
    ...(report.natural && { natural: report.natural }),
  };
}
