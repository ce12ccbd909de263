/**
 * What is to be thought of a run's result, in words and with the numbers behind them.
 */
import { english, type Phrase, say } from '@qham/grammar/phrase';
import { formatUncertain } from '../estimator/format.ts';
import type { Judgement } from '../events.ts';
import type { Rounding } from '../observe/rounding.ts';
import type { Falls } from './energy-history.ts';
import type { Evaluated } from './evaluation-series.ts';

/** Everything that the judgement rests on. */
export interface Evidence {
  evaluated: Evaluated;
  /** The exact levels, ascending, where they are known. */
  exact: readonly number[] | null;
  /** Of the energy towards the end of the training; null where it was too short to tell. */
  falls: Falls | null;
  /** ⟨T⟩ of the lowest state and 2⟨T⟩/⟨x·∇V⟩ with its error; null where there is none. */
  virial: { kinetic: number; ratio: number; error: number } | null;
  /** Fraction of accepted moves in the evaluation. */
  acceptance: number;
  /** Fraction of walkers that never moved in the evaluation, and how many sweeps it had. */
  frozen: number;
  sweeps: number;
  samples: number;
  /** Whether the autocorrelation time is long against the series of a walker. */
  saturated: boolean;
  /** Largest change of an energy from the first to the second half of the evaluation, in standard errors. */
  drift: number;
  /** The largest part that a single walker has in the square of an error bar. */
  largestPart: number;
  /** Of the local energy, where it was compared with float64. */
  rounding: Rounding | null;
}

/** So many standard errors are no chance any more. */
const CERTAIN = 3;
/** Below the exact energy a chance of 1 in 30,000 would be a false alarm. */
const ALARM = 4;
/** Fewer accepted moves, or more walkers that never move, than these leave the sampling in doubt. */
const LEAST_ACCEPTANCE = 0.01;
const MOST_FROZEN = 0.01;
/** Sweeps in which a walker has had its chance to move. */
const SWEEPS_TO_MOVE = 50;
/** Samples that each walker needs before a long memory can be told from a short series. */
const SAMPLES_TO_MIX = 20;
/** Split-R̂ above this: walkers disagree with each other (Gelman's rule of thumb, for short chains). */
const WORST_R_HAT = 1.1;
/** Independent samples below which an error bar is itself a guess. */
const FEWEST_SAMPLES = 100;
/** Where one walker has a larger part than this in the square of an error bar, there is nothing that it is a measure of. */
const MOST_OF_ONE = 0.5;
/** Virial ratios further than this from 1 are beyond the parabola that is put through the energy. */
const FAR_FROM_ONE = 0.5;
/** Rounding of float32 in an energy. */
const ROUNDING = 1e-6;
/** A variance of the local energy that is more than so much rounding says nothing of ψ. */
const MOST_ROUNDING = 0.5;

interface Doubt {
  state: Judgement['state'];
  text: Phrase;
}

/** The gravest doubt that the evidence supports, or that there is none. */
export function judgeRun(evidence: Evidence): Judgement {
  const doubt = below(evidence) ?? imprecise(evidence) ?? stuck(evidence) ?? fewSamples(evidence) ?? falling(evidence);
  const { state, text } = doubt ?? { state: 'converged', text: converged(evidence) };
  const reasons = reasonsFor(evidence);
  return { state, text: english(text), reasons: reasons.map(english), said: { text, reasons } };
}

/** At rest is not yet exact: where the exact level is known, says how far above it the energy came to rest. */
function converged({ evaluated: { energies, errors }, exact }: Evidence): Phrase {
  const [energy, error, level] = [energies[0]!, errors[0]!, exact?.[0]];
  if (level === undefined || !(energy - level > ALARM * error + ROUNDING * Math.abs(level)))
    return say`converged: the energy has come to rest and the walkers agree`;
  return say`converged above the exact energy: the energy has come to rest ${formatUncertain(energy - level, error)} above ${Number(level.toFixed(7))}; a freer ansatz or a finer training leads further`;
}

function below({ evaluated: { energies, errors }, exact }: Evidence): Doubt | null {
  for (const [m, energy] of energies.entries()) {
    const level = exact?.[m];
    const error = errors[m]!;
    if (level === undefined || !(level - energy > ALARM * error + ROUNDING * Math.abs(level))) continue;
    return {
      state: 'below',
      text: say`alarm: energy ${formatUncertain(energy, error)} lies below the exact ${Number(level.toFixed(7))}, which no wave function can have; the walkers do not follow |ψ|², or ψ has a kink or a pole that the Laplacian does not see`,
    };
  }
  return null;
}

function imprecise({ rounding, evaluated: { energies, errors } }: Evidence): Doubt | null {
  if (!rounding) return null;
  const [energy, visible] = [energies[0]!, errors[0]!];
  const { shift, error, share } = rounding;
  const because = (why: Phrase): Doubt => ({
    state: 'imprecise',
    text: say`imprecise: ${why}; begin with scattered(1) steps, or with other orbitals: these are almost linearly dependent`,
  });
  if (Math.abs(shift) > CERTAIN * error && Math.abs(shift) > Math.max(visible, ROUNDING * Math.abs(energy)))
    return because(say`rounding alone shifts the energy by ${formatUncertain(shift, error)}`);
  if (visible > ROUNDING * Math.abs(energy) && share > MOST_ROUNDING)
    return because(say`${percent(share)} of the local energy’s variance is rounding`);
  return null;
}

function stuck(evidence: Evidence): Doubt | null {
  const { acceptance, frozen, sweeps, samples, saturated, drift, evaluated } = evidence;
  const because = (why: Phrase): Doubt => ({ state: 'stuck', text: say`sampler stuck: ${why}` });
  if (sweeps >= SWEEPS_TO_MOVE && frozen > MOST_FROZEN)
    return because(say`${percent(frozen)} of the walkers never moved in ${sweeps} sweeps; propose smaller moves`);
  if (acceptance < LEAST_ACCEPTANCE)
    return because(
      say`only ${percent(acceptance)} of the moves were accepted; propose smaller moves, or ask for an acceptance`,
    );
  if (drift > ALARM)
    return because(
      say`the energy changed by ${drift.toFixed(1)} standard errors from the first half of the evaluation to the second; burn in longer, or do more sweeps between samples`,
    );
  const worst = Math.max(...evaluated.r_hat.filter(Number.isFinite), 1);
  if (samples >= SAMPLES_TO_MIX && saturated && worst > WORST_R_HAT)
    return because(
      say`walkers still remember where they began (R̂ ${worst.toFixed(3)}); do more sweeps between samples, or take more samples`,
    );
  return null;
}

function fewSamples({ evaluated: { energies, errors, effective_samples }, largestPart }: Evidence): Doubt | null {
  const fewest = Math.min(...effective_samples);
  const seen = errors.some((error, m) => error > ROUNDING * Math.abs(energies[m]!));
  if (errors.every((error) => error === 0)) return null;
  if (largestPart > MOST_OF_ONE && seen)
    return {
      state: 'few samples',
      text: say`too few samples: a single walker makes ${percent(largestPart)} of the error bar’s square, so that nobody knows how large the error is; the local energy has rare, enormous values, as at a singularity that ψ has no cusp for, or where a potential has no lowest energy`,
    };
  if (errors.every(Number.isFinite) && fewest >= FEWEST_SAMPLES) return null;
  const count = Number.isFinite(fewest)
    ? say`only ${Math.floor(fewest)} independent samples`
    : say`no error bar can be told`;
  return { state: 'few samples', text: say`too few samples: ${count}; evaluate with more walkers or samples` };
}

function falling({ falls, virial, evaluated: { errors } }: Evidence): Doubt | null {
  // A fall that the error bar hides is no news.
  const visible = Math.hypot(...errors);
  if (falls) {
    const { end, later } = falls;
    const fell = end.value > CERTAIN * end.error || later.value > CERTAIN * later.error;
    if (fell && end.value > visible)
      return {
        state: 'falling',
        text: say`still falling: by ${short(end.value)} from half to half of the last ${end.steps} steps; train longer, or decay the learning rate`,
      };
  }
  if (virial && Math.abs(virial.ratio - 1) > ALARM * virial.error && gainByScaling(virial) > visible)
    return {
      state: 'falling',
      text: say`still falling: the virial ratio ${formatUncertain(virial.ratio, virial.error)} says that ${whatScalingDoes(virial)}; train longer`,
    };
  return null;
}

/**
 * E(λ) = λ²⟨T⟩ + ⟨V(x/λ)⟩ has the slope 2⟨T⟩ − ⟨x·∇V⟩ at λ = 1, and in a harmonic trap the curvature 8⟨T⟩ at its minimum:
 * the minimum lies slope²/16⟨T⟩ lower.
 */
function gainByScaling({ kinetic, ratio }: NonNullable<Evidence['virial']>): number {
  const slope = 2 * kinetic * (1 - 1 / ratio);
  return slope ** 2 / (16 * Math.abs(kinetic));
}

function whatScalingDoes(virial: NonNullable<Evidence['virial']>): Phrase {
  if (Math.abs(virial.ratio - 1) > FAR_FROM_ONE) return say`ψ is far too wide or too narrow`;
  return say`stretching ψ alone would lower the energy by about ${short(gainByScaling(virial))}`;
}

function reasonsFor(evidence: Evidence): Phrase[] {
  const { evaluated, exact, falls, virial, acceptance, saturated } = evidence;
  const { energies, errors, variance, r_hat, effective_samples, autocorrelation } = evaluated;
  const reasons: Phrase[] = [];
  const level = exact?.[0];
  if (level !== undefined && errors[0]! > 0)
    reasons.push(
      say`the lowest energy lies ${((energies[0]! - level) / errors[0]!).toFixed(1)} standard errors from the exact one`,
    );
  if (falls) reasons.push(overTheLast(falls.end));
  if (virial) reasons.push(say`the virial ratio is ${formatUncertain(virial.ratio, virial.error)}, in an eigenstate 1`);
  reasons.push(say`the local energy has variance ${variance.map(short).join(', ')}`);
  if (r_hat.some(Number.isFinite)) reasons.push(say`split-R̂ over the walkers is ${Math.max(...r_hat).toFixed(3)}`);
  if (autocorrelation.some(Number.isFinite)) {
    const count = Math.floor(Math.min(...effective_samples));
    const time = Math.max(...autocorrelation).toFixed(1);
    reasons.push(
      saturated
        ? say`${count} independent samples, autocorrelation time ${time} samples, which is long against a walker’s series`
        : say`${count} independent samples, autocorrelation time ${time} samples`,
    );
  }
  if (evidence.rounding) {
    const { shift, error, share } = evidence.rounding;
    reasons.push(
      say`rounding shifts the energy by ${formatUncertain(shift, error)} and is ${percent(share)} of the local energy’s variance`,
    );
  }
  reasons.push(say`${percent(acceptance)} of the moves were accepted`);
  return reasons;
}

function overTheLast({ steps, value, error }: Falls['end']): Phrase {
  const by = formatUncertain(Math.abs(value), error);
  return value < 0
    ? say`over the last ${steps} steps the energy rose by ${by} from half to half`
    : say`over the last ${steps} steps the energy fell by ${by} from half to half`;
}

const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
const short = (x: number) => String(Number(x.toPrecision(2)));
