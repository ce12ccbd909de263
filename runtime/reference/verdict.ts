/** Whether a run kept what its file promised. */
import { english, type Phrase, say, type Words } from '@qham/grammar/phrase';
import { formatUncertain } from '../estimator/format.ts';
import type { ExpectationResult, Verdict } from '../events.ts';
import type { Expectation } from '../experiment.ts';

/**
 * Tolerance where the file gives none, relative to the value (and in units of energy where the value is 0).
 * Agreement within so many error bars would be the wrong test: a variational energy lies above the exact one by a little
 * that no sampling removes, so that more samples would turn every pass into a failure.
 */
export const DEFAULT_RELATIVE_TOLERANCE = 2e-3;

/** The truth is taken to lie within so many standard errors of the estimate (95 % of the time). */
const SIGMAS = 2;

/** Where an energy may lie, and how to say that. */
interface Band {
  low: number;
  high: number;
  text: Words;
}

interface Judgement {
  verdict: Verdict;
  reason: Phrase;
  /** From the end of the error bar to the edge of the band, negative beyond it. */
  room: number;
}

/**
 * Compares the energies of a run with an expectation.
 *
 * An energy e ± σ passes when all of [e − 2σ, e + 2σ] lies in the band that the expectation allows, fails when none of it
 * does, and is undecided otherwise. The band is target ± tolerance, or the interval (which a tolerance widens); without a
 * tolerance it is ± 0.2 %. Of several states the worst decides. An energy that is not finite fails; an error bar that is not
 * finite leaves the matter undecided.
 * @param energies of the frozen-parameter evaluation, ascending
 * @param errors one standard error each
 * @param exact the exact levels, ascending, or null where none are known
 */
export function judge(
  expectation: Expectation,
  energies: readonly number[],
  errors: readonly number[],
  exact: readonly number[] | null,
): ExpectationResult {
  const { text, first, last } = expectation;
  const result = (verdict: Verdict, said: Phrase): ExpectationResult => ({
    text,
    verdict,
    reason: english(said),
    said,
  });
  if (last < first) return result('undecided', say`states ${first} to ${last} are none: the range runs backwards`);
  if (last >= energies.length)
    return result('undecided', say`state ${last} was not trained: the run has states 0 to ${energies.length - 1}`);
  if (expectation.target.kind === 'values' && expectation.target.values.length !== last - first + 1)
    return result(
      'undecided',
      say`${expectation.target.values.length} values are given for ${last - first + 1} states, so it is open which belongs to which`,
    );

  const judgements: Judgement[] = [];
  for (let state = first; state <= last; state++) {
    const name = energies.length === 1 ? 'energy' : `energy[${state}]`;
    const band = allowedBand(expectation, state, exact);
    judgements.push(
      band
        ? compare(name, energies[state]!, errors[state] ?? NaN, band)
        : {
            verdict: 'undecided',
            reason: say`no exact value of ${name} is known for this Hamiltonian; give a number to compare with`,
            room: -Infinity,
          },
    );
  }
  const [worst] = judgements.sort((a, b) => SEVERITY[b.verdict] - SEVERITY[a.verdict] || a.room - b.room) as [
    Judgement,
  ];
  const all = worst.verdict === 'pass' && judgements.length > 1;
  return result(
    worst.verdict,
    all ? say`all ${judgements.length} states agree; nearest to its edge, ${worst.reason}` : worst.reason,
  );
}

const SEVERITY: Record<Verdict, number> = { pass: 0, undecided: 1, fail: 2 };

/** @returns null where the exact level is asked for and not known */
function allowedBand(
  { target, tolerance, first }: Expectation,
  state: number,
  exact: readonly number[] | null,
): Band | null {
  if (target.kind === 'interval') {
    const slack = (end: number) => (tolerance ? width(tolerance, end) : 0);
    const low = target.low - slack(target.low);
    const high = target.high + slack(target.high);
    return { low, high, text: say`the interval from ${short(low)} to ${short(high)}` };
  }
  const value = target.kind === 'values' ? target.values[state - first] : exact?.[state];
  if (value === undefined) return null;
  const allowed = tolerance ? width(tolerance, value) : DEFAULT_RELATIVE_TOLERANCE * (Math.abs(value) || 1);
  const text =
    target.kind === 'exact'
      ? say`${short(allowed)} of the exact ${short(value)}`
      : say`${short(allowed)} of ${short(value)}`;
  return { low: value - allowed, high: value + allowed, text };
}

function width({ kind, value }: NonNullable<Expectation['tolerance']>, target: number): number {
  return kind === 'absolute' ? value : value * Math.abs(target);
}

function compare(name: string, energy: number, error: number, { low, high, text }: Band): Judgement {
  if (!Number.isFinite(energy))
    return { verdict: 'fail', reason: say`${name} is ${String(energy)}, not a finite number`, room: -Infinity };
  const shown = `${name} = ${formatUncertain(energy, error)}`;
  if (!(error >= 0 && Number.isFinite(error)))
    return {
      verdict: 'undecided',
      reason: say`${shown} has no error bar that could be compared with ${text}; evaluate with more samples`,
      room: -Infinity,
    };
  // Numbers that are equal on paper (1.52 − 1.5 and 0.02) differ by rounding.
  const rounding = 8 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high), Math.abs(energy));
  // From the energy to the nearer end of the band: positive inside, negative outside.
  const margin = Math.min(energy - low, high - energy);
  const reach = SIGMAS * error;
  const room = margin - reach;
  if (room >= -rounding) return { verdict: 'pass', reason: say`${shown} lies within ${text}`, room };
  if (margin + reach < -rounding) return { verdict: 'fail', reason: say`${shown} does not lie within ${text}`, room };
  const reason = say`${shown} may or may not lie within ${text}: ${moreSamples(reach, margin)}`;
  return { verdict: 'undecided', reason, room };
}

/** Errors shrink with the square root of the number of samples. */
function moreSamples(reach: number, margin: number): Phrase {
  const factor = (reach / Math.abs(margin)) ** 2;
  if (!(factor < 1e4)) return say`it lies so close to the edge that more samples will hardly decide`;
  const unit = factor < 10 ? 10 : 1;
  const times = Math.ceil(factor * unit * (1 - 1e-9)) / unit;
  return say`the error bar is too large, about ${times} times as many samples would decide`;
}

const short = (x: number) => String(Number(x.toPrecision(8)));
