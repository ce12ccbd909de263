/**
 * One training step: sample, measure, descend.
 */
import type { EventOf, RunEvent } from '../events.ts';
import { type Phase, walkerDimension } from '../experiment.ts';
import type { Moments } from '../hamiltonian/moments.ts';
import { StepFault, type StepReport } from '../optimizer/index.ts';
import { distances } from '../sampler/correlation.ts';
import { observePair } from './auto-sweeps.ts';
import { burnIn } from './burn-in.ts';
import { observeStep, type StopRule, type WindowTest } from './early-stopping.ts';
import { remember } from './energy-history.ts';
import { fail, runaway, WALKERS } from './failure.ts';
import type { RunState } from './run-state.ts';
import { nextSamples, type Samples } from './sample-reuse.ts';
import { autocorrelationInDraws } from './step-correlation.ts';
import { StepTimes } from './time-profile.ts';

/**
 * Does one optimizer step; the state is left untouched when a number is not finite.
 * @param phase that the step belongs to
 * @returns what is to be said of it, the step or the failure last
 */
export async function trainingStep(state: RunState, phase: Phase): Promise<RunEvent[]> {
  const { sampler, parameters, values } = state;
  const { objective, trainable } = state.phases[state.phaseIndex]!;
  const times = new StepTimes();
  const before = { sampler: sampler.state, random: sampler.randomState, reuse: state.reuse };
  const notices: RunEvent[] = [];
  const { acceptance, weights, effective } = await times.measure('sampling', async () => {
    const samples = await firstOrNextSamples(state, notices);
    const { max_age: age } = state.moves;
    if (samples.renewed > 0)
      notices.push({ type: 'renewed', step: state.step + 1, time: state.time, walkers: samples.renewed, age: age! });
    return samples;
  });
  const goBack = () => {
    sampler.goBack(before.sampler);
    state.reuse = before.reuse;
    sampler.withdraw();
    state.random.restore(before.random);
  };
  if (runaway(state.experiment, sampler.walkers)) return [await fail(state, WALKERS, goBack)];
  const moments = await times.measure('energy', () =>
    state.moments.measure(parameters, sampler.walkers, weights, objective.moments ?? undefined),
  );
  const descent = await times.measure('gradient', () => {
    const descending = objective.descend(parameters, sampler.walkers, moments);
    sampler.drawAhead(state.sweeps);
    return descending;
  });
  const trained = trainable.take(values);
  let report: StepReport;
  try {
    const at = state.step - state.phaseFirst;
    report = await times.measure('optimizer', () => state.optimizer.step(trained, descent, at));
  } catch (error) {
    if (!(error instanceof StepFault)) throw error;
    // Nothing else has changed yet.
    return [await fail(state, error.where, goBack)];
  }
  trainable.put(values, trained);
  state.moments.shiftTo(moments.energies);
  sampler.adapt(acceptance);
  state.step++;
  const { autocorrelation, sweeps } = Number.isNaN(acceptance) ? NOTHING_DRAWN : compareWithLastDraw(state, moments);
  if (sweeps) notices.push(sweeps);
  state.history = remember(state.history, moments.energies);
  const order = [...moments.energies.keys()].sort((a, b) => moments.energies[a]! - moments.energies[b]!);
  const event: EventOf<'step'> = {
    type: 'step',
    step: state.step,
    time: state.time,
    phase: phase.name,
    energies: order.map((m) => moments.energies[m]!),
    variance: order.map((m) => moments.variances[m]!),
    errors: order.map((m) => Math.sqrt(moments.variances[m]! / effective)),
    acceptance: Number.isNaN(acceptance) ? null : acceptance,
    ...(autocorrelation !== null && { autocorrelation }),
    loss: descent.loss,
    terms: descent.terms,
    learning_rate: report.learningRate,
    ...(report.natural && { natural: report.natural }),
    ...(state.reuse && {
      reuse: { steps: state.reuse.steps, limit: state.reuse.limit, effective_walkers: effective },
    }),
    seconds: times.seconds,
  };
  const stopped = endPhaseWhenDue(state, phase, event);
  // The step comes last: whoever keeps a checkpoint after it has heard everything.
  return [...notices, ...(stopped ? [stopped] : []), event];
}

/** Before the first step the walkers burn in. */
async function firstOrNextSamples(state: RunState, notices: RunEvent[]): Promise<Samples> {
  const { burn_in } = state.moves;
  if (state.step > 0) return nextSamples(state, state.sweeps);
  if (burn_in !== 'auto') return nextSamples(state, burn_in);
  notices.push(await burnIn(state));
  return nextSamples(state, state.sweeps);
}

interface Drawn {
  /** Of the batch energies, in steps; null where it cannot be told. */
  autocorrelation: number | null;
  /** Where `sweeps = auto` and the number has changed. */
  sweeps: EventOf<'sweeps'> | null;
}

const NOTHING_DRAWN: Drawn = { autocorrelation: null, sweeps: null };

/** How much the walkers still know of the last draw: what the batch energies have in common, and how far to move next. */
function compareWithLastDraw(state: RunState, { local }: Moments): Drawn {
  const { walkers } = state.sampler;
  const dimension = walkerDimension(state.experiment.hamiltonian.space);
  const now = [distances(walkers, dimension), ...(local ? [Float64Array.from(local)] : [])];
  const before = state.previous;
  state.previous = now;
  if (!before) return NOTHING_DRAWN;
  // The local energy where it is known, else where the walkers are: that is forgotten more slowly.
  const draws = autocorrelationInDraws(before.at(-1)!, now.at(-1)!);
  const autocorrelation = draws === null ? null : draws * (state.reuse?.limit ?? 1);
  return { autocorrelation, sweeps: state.moves.sweeps === 'auto' ? followSweeps(state, before, now) : null };
}

/** Follows how long the walkers remember; says so when the number of sweeps changes. */
function followSweeps(
  state: RunState,
  before: readonly Float64Array[],
  now: readonly Float64Array[],
): EventOf<'sweeps'> | null {
  const { sweeps: old } = state.sweepProgress;
  const { progress, autocorrelation } = observePair(state.sweepProgress, before, now);
  state.sweepProgress = progress;
  const { step, time } = state;
  return progress.sweeps === old ? null : { type: 'sweeps', step, time, sweeps: progress.sweeps, autocorrelation };
}

/** Ends the phase when its steps are done or its rule says so; then says which. */
function endPhaseWhenDue(state: RunState, phase: Phase, step: EventOf<'step'>): EventOf<'stopped'> | null {
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
