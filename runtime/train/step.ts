/**
 * One training step: sample, measure, descend.
 */
import type { EventOf } from '../events.ts';
import type { Phase } from '../experiment.ts';
import { StepFault, type StepReport } from '../optimizer/index.ts';
import { observeStep, type StopRule, type WindowTest } from './early-stopping.ts';
import { remember } from './energy-history.ts';
import { fail } from './failure.ts';
import { decided, type RunState } from './run-state.ts';
import { nextSamples } from './sample-reuse.ts';
import { StepTimes } from './time-profile.ts';

/**
 * Does one optimizer step; the state is left untouched when a number is not finite.
 * @param phase that the step belongs to
 */
export async function trainingStep(state: RunState, phase: Phase): Promise<EventOf<'step'> | EventOf<'failure'>> {
  const { sampler, parameters, values } = state;
  const { sweeps, burn_in } = state.moves;
  const { objective, trainable } = state.phases[state.phaseIndex]!;
  const times = new StepTimes();
  const before = { walkers: sampler.walkers, ages: sampler.ages, random: sampler.randomState, reuse: state.reuse };
  const { acceptance, weights, effective } = await times.measure('sampling', () =>
    nextSamples(state, state.step === 0 ? decided(burn_in) : sweeps),
  );
  const moments = await times.measure('energy', () => state.moments.measure(parameters, sampler.walkers, weights));
  const descent = await times.measure('gradient', () => {
    const descending = objective.descend(parameters, sampler.walkers, moments);
    sampler.drawAhead(sweeps);
    return descending;
  });
  const trained = trainable.take(values);
  let report: StepReport;
  try {
    const at = state.step - state.phaseFirst;
    report = await times.measure('optimizer', () => state.optimizer.step(trained, descent, at));
  } catch (error) {
    if (!(error instanceof StepFault)) throw error;
    return fail(state, error.where, () => {
      // Nothing else has changed yet.
      sampler.walkers = before.walkers;
      sampler.ages = before.ages;
      state.reuse = before.reuse;
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
    errors: order.map((m) => Math.sqrt(moments.variances[m]! / effective)),
    acceptance: Number.isNaN(acceptance) ? null : acceptance,
    loss: descent.loss,
    terms: descent.terms,
    learning_rate: report.learningRate,
    ...(report.natural && { natural: report.natural }),
    ...(state.reuse && {
      reuse: { steps: state.reuse.steps, limit: state.reuse.limit, effective_walkers: effective },
    }),
    seconds: times.seconds,
  };
}

/** Ends the phase when its steps are done or its rule says so; then says which. */
export function endPhaseWhenDue(state: RunState, phase: Phase, step: EventOf<'step'>): EventOf<'stopped'> | null {
  const stopped = phase.stop && observe(state, phase.stop, step);
  const { windows } = state.stopping;
  if (!stopped && state.step - state.phaseFirst < phase.steps) return null;
  state.endPhase();
  return stopped && { type: 'stopped', step: state.step, time: state.time, phase: phase.name, ...stopped, windows };
}

/** The energies of all states together, and the variance of that number. */
function observe(state: RunState, rule: StopRule, { energies, errors }: EventOf<'step'>): WindowTest | null {
  const energy = energies.reduce((sum: number, value) => sum + value!, 0);
  const variance = errors!.reduce((sum: number, error) => sum + error! ** 2, 0);
  const { progress, stopped } = observeStep(rule, state.stopping, energy, variance);
  state.stopping = progress;
  return stopped;
}
