/**
 * Polynomials in numbered variables, as far as potentials need them. Square roots take part as further variables of which
 * only the first power survives: √p · √p becomes p, so that |r|², |r|·|r| and √(x² + y²)² are all the same polynomial.
 */

/** Coefficients by monomial; a monomial is its variables in order, as in `0 0 3` for x₀²x₃, and empty for a constant. */
export type Polynomial = ReadonlyMap<string, number>;

/** The formula is no polynomial, or too large a one to be worth the work. */
export class NotPolynomial extends Error {
  override name = 'NotPolynomial';
}

const MOST_TERMS = 5000;
const HIGHEST_POWER = 16;

export const constantPolynomial = (value: number): Polynomial => new Map(value === 0 ? [] : [['', value]]);

export const variable = (index: number): Polynomial => new Map([[String(index), 1]]);

/** The value of a polynomial without variables, or null. */
export function constantValue(p: Polynomial): number | null {
  if (p.size === 0) return 0;
  return p.size === 1 ? (p.get('') ?? null) : null;
}

/** Variables of a monomial, in order. */
export function variablesOf(monomial: string): number[] {
  return monomial === '' ? [] : monomial.split(' ').map(Number);
}

export function scale(p: Polynomial, factor: number): Polynomial {
  if (factor === 0) return new Map();
  return new Map([...p].map(([monomial, coefficient]) => [monomial, coefficient * factor]));
}

/** a + b; a coefficient that is left over from rounding only is zero. */
export function addPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const sum = new Map(a);
  addInto(sum, b);
  return sum;
}

function addInto(sum: Map<string, number>, summand: Polynomial): void {
  for (const [monomial, y] of summand) {
    const x = sum.get(monomial) ?? 0;
    if (Math.abs(x + y) <= 4 * Number.EPSILON * Math.max(Math.abs(x), Math.abs(y))) sum.delete(monomial);
    else sum.set(monomial, x + y);
  }
  if (sum.size > MOST_TERMS) throw new NotPolynomial('too many terms');
}

/** Products and roots of polynomials in `dimension` coordinates, numbered from 0. */
export class PolynomialAlgebra {
  readonly #dimension: number;
  readonly #radicands: Polynomial[] = [];

  constructor(dimension: number) {
    this.#dimension = dimension;
  }

  /** @throws NotPolynomial when the product grows too large */
  multiply(a: Polynomial, b: Polynomial): Polynomial {
    if (a.size * b.size > MOST_TERMS) throw new NotPolynomial('too many terms');
    const product = new Map<string, number>();
    for (const [m, x] of a)
      for (const [n, y] of b) addInto(product, this.#monomial([...variablesOf(m), ...variablesOf(n)], x * y));
    return product;
  }

  /**
   * p to a constant power.
   * @throws NotPolynomial for powers of anything but numbers that are not halves from 0 up
   */
  power(p: Polynomial, exponent: number): Polynomial {
    const value = constantValue(p);
    if (value !== null) return finite(value ** exponent);
    const factors = Number.isInteger(exponent) ? exponent : 2 * exponent;
    if (!Number.isInteger(factors) || factors < 0 || factors > HIGHEST_POWER) throw new NotPolynomial('power');
    if (factors !== exponent && !isPlainlyNonNegative(p)) throw new NotPolynomial('root of a negative number');
    const base = factors === exponent ? p : this.root(p);
    let result = constantPolynomial(1);
    for (let k = 0; k < factors; k++) result = this.multiply(result, base);
    return result;
  }

  /** √p of a p that is nowhere negative, as a new variable unless p is a number. */
  root(p: Polynomial): Polynomial {
    const value = constantValue(p);
    if (value !== null) return finite(Math.sqrt(value));
    const known = this.#radicands.findIndex((radicand) => equal(radicand, p));
    const index = known >= 0 ? known : this.#radicands.push(p) - 1;
    return variable(this.#dimension + index);
  }

  /** coefficient · product of variables, with every pair of equal roots replaced by what is under them. */
  #monomial(variables: number[], coefficient: number): Polynomial {
    variables.sort((i, j) => i - j);
    const pair = variables.findIndex((v, i) => v >= this.#dimension && v === variables[i + 1]);
    if (pair < 0) return new Map([[variables.join(' '), coefficient]]);
    const [root] = variables.splice(pair, 2);
    return this.multiply(this.#monomial(variables, coefficient), this.#radicands[root! - this.#dimension]!);
  }
}

/** True where a sum of even powers with positive coefficients shows that p is nowhere negative. */
export function isPlainlyNonNegative(p: Polynomial): boolean {
  return [...p].every(([monomial, coefficient]) => {
    const variables = variablesOf(monomial);
    return coefficient > 0 && variables.every((v) => variables.filter((w) => w === v).length % 2 === 0);
  });
}

function finite(value: number): Polynomial {
  if (!Number.isFinite(value)) throw new NotPolynomial('not a finite number');
  return constantPolynomial(value);
}

function equal(a: Polynomial, b: Polynomial): boolean {
  return a.size === b.size && [...a].every(([monomial, coefficient]) => b.get(monomial) === coefficient);
}
