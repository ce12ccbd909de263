/**
 * Numbers as factor·sign·exp(log): what a product of many orbitals needs, whose value would leave the range of numbers long
 * before its logarithm does. Parts that are no exponentials stay factors, so that near their zeros nothing is divided out.
 */
import {
  abs,
  add,
  constant,
  exp,
  type GraphBuilder,
  log,
  maximum,
  multiply,
  sign,
  stopGradient,
  subtract,
  type Tensor,
} from '../tensor/index.ts';

export interface SignedLog {
  /** −1, 0 or 1; its derivatives are zero. */
  readonly sign: Tensor;
  /** The logarithm of the magnitude; −∞ for 0. */
  readonly log: Tensor;
}

/** factor·sign·exp(log) */
export interface Amplitude extends SignedLog {
  /** Null: 1. */
  readonly factor: Tensor | null;
}

/** Below every logarithm that occurs, and finite: differences from it are numbers. */
const BOTTOM = -1e30;

/** A number that is nothing but itself. */
export function plainAmplitude(builder: GraphBuilder, factor: Tensor): Amplitude {
  return { factor, sign: constant(builder, 1), log: constant(builder, 0) };
}

/** An amplitude with its factor taken into sign and logarithm. */
export function signedLog({ factor, sign: sigma, log: lambda }: Amplitude): SignedLog {
  if (!factor) return { sign: sigma, log: lambda };
  return { sign: multiply(sigma, sign(factor)), log: add(lambda, log(abs(factor))) };
}

/** The value itself; it may leave the range of numbers. */
export function amplitudeValue({ factor, sign: sigma, log: lambda }: Amplitude): Tensor {
  const value = multiply(sigma, exp(lambda));
  return factor ? multiply(factor, value) : value;
}

/** Σ_k sign_k exp(log_k): a factor of the order of 1 times the largest of them; 0 where all are 0 or they cancel. */
export function signedSum(terms: readonly SignedLog[]): Amplitude {
  const [first] = terms;
  if (!first) throw new Error('a sum of nothing');
  if (terms.length === 1) return { factor: null, ...first };
  const { builder } = first.log;
  // Any reference gives the same sum, so it counts as constant.
  const bottom = constant(builder, BOTTOM);
  const reference = stopGradient(terms.reduce((top, term) => maximum(top, term.log), bottom));
  const factor = terms
    .map((term) => multiply(term.sign, exp(subtract(term.log, reference))))
    .reduce((left, right) => add(left, right));
  return { factor, sign: constant(builder, 1), log: reference };
}
