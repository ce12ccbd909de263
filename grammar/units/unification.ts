/**
 * Unknown dimensions, and what is learnt about them.
 *
 * A parameter's dimension is found from how it is used: every sum, comparison and function argument says that two products
 * of powers of dimensions are the same. With rational exponents these are linear equations, so Gaussian elimination finds
 * the most general solution (Kennedy 1994, "Dimension types", with ℚ in place of ℤ); there is nothing to guess.
 */
import { type Dimension, isPure, PURE, power, times } from './dimension.ts';
import { add, divide, isZero, multiply, negate, ONE, type Rational, rational } from './rational.ts';

/** A product of a known dimension and powers of unknown ones. */
export interface Term {
  readonly known: Dimension;
  readonly unknown: ReadonlyMap<Unknown, Rational>;
}

/** Something whose dimension has to be found: a parameter, a bare number. */
export interface Unknown {
  readonly label: string;
}

export const PURE_TERM: Term = known(PURE);

export function known(dimension: Dimension): Term {
  return { known: dimension, unknown: new Map() };
}

export function unknown(of: Unknown): Term {
  return { known: PURE, unknown: new Map([[of, ONE]]) };
}

export function product(a: Term, b: Term): Term {
  const sum = new Map(a.unknown);
  for (const [of, exponent] of b.unknown) {
    const total = add(sum.get(of) ?? rational(0), exponent);
    if (isZero(total)) sum.delete(of);
    else sum.set(of, total);
  }
  return { known: times(a.known, b.known), unknown: sum };
}

export function raised(a: Term, exponent: Rational): Term {
  if (isZero(exponent)) return PURE_TERM;
  const exponents = [...a.unknown].map(([of, e]) => [of, multiply(e, exponent)] as const);
  return { known: power(a.known, exponent), unknown: new Map(exponents) };
}

export function quotient(a: Term, b: Term): Term {
  return product(a, raised(b, rational(-1)));
}

/** What is known of unknown dimensions so far. */
export class Solution {
  readonly #solved = new Map<Unknown, Term>();
  readonly #reduce: (dimension: Dimension) => Dimension;

  /** @param reduce what a system of units leaves of a dimension */
  constructor(reduce: (dimension: Dimension) => Dimension) {
    this.#reduce = reduce;
  }

  /** A term with all that has been learnt put in. */
  resolve(term: Term): Term {
    if (term.unknown.size === 0) return known(this.#reduce(term.known));
    let result = known(term.known);
    for (const [of, exponent] of term.unknown) {
      const value = this.#solved.get(of);
      result = product(result, raised(value === undefined ? unknown(of) : this.resolve(value), exponent));
    }
    return { ...result, known: this.#reduce(result.known) };
  }

  /** The dimension of a term, or undefined while it is not determined. */
  dimensionOf(term: Term): Dimension | undefined {
    const resolved = this.resolve(term);
    return resolved.unknown.size === 0 ? resolved.known : undefined;
  }

  /** Learns that two terms have the same dimension. @returns false where they cannot, and then learns nothing */
  equate(a: Term, b: Term): boolean {
    const difference = this.resolve(quotient(a, b));
    const [first] = difference.unknown;
    if (first === undefined) return isPure(this.#reduce(difference.known));
    const [of, exponent] = first;
    // of^exponent · rest = 1, so of = rest^(−1/exponent).
    const rest: Term = {
      known: difference.known,
      unknown: new Map([...difference.unknown].filter(([other]) => other !== of)),
    };
    this.#solved.set(of, raised(rest, negate(divide(ONE, exponent))));
    return true;
  }
}
