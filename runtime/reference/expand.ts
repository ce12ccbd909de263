/** Formulas written out as polynomials in the coordinates. */
import type { Expression } from '../experiment.ts';
import { SCALAR_FUNCTIONS } from '../scalar/functions.ts';
import {
  addPolynomials,
  constantPolynomial,
  constantValue,
  NotPolynomial,
  type Polynomial,
  PolynomialAlgebra,
  scale,
  variable,
} from './polynomial.ts';

type Value = Polynomial | Polynomial[];

/**
 * The polynomial in x₀ … x_{D−1} that a scalar formula equals everywhere, or null where there is none. Lengths, absolute
 * values and square roots are allowed as long as they cancel.
 * @param coordinates name of the position in the formula
 * @param dimension D
 */
export function expandPolynomial(formula: Expression, coordinates: string, dimension: number): Polynomial | null {
  try {
    const p = new Expansion(coordinates, dimension).scalar(formula);
    return isFreeOfRoots(p, dimension) ? p : null;
  } catch (error) {
    if (error instanceof NotPolynomial) return null;
    throw error;
  }
}

function isFreeOfRoots(p: Polynomial, dimension: number): boolean {
  return [...p.keys()].every((monomial) => monomial.split(' ').every((v) => Number(v) < dimension));
}

class Expansion {
  readonly #coordinates: string;
  readonly #dimension: number;
  readonly #algebra: PolynomialAlgebra;
  readonly #indices = new Map<string, number>();

  constructor(coordinates: string, dimension: number) {
    this.#coordinates = coordinates;
    this.#dimension = dimension;
    this.#algebra = new PolynomialAlgebra(dimension);
  }

  /** A point on a line is its only coordinate. */
  scalar(e: Expression): Polynomial {
    const value = this.#value(e);
    if (!Array.isArray(value)) return value;
    if (value.length !== 1) throw new NotPolynomial('a vector where a number is needed');
    return value[0]!;
  }

  #vector(e: Expression): Polynomial[] {
    const value = this.#value(e);
    return Array.isArray(value) ? value : [value];
  }

  #value(e: Expression): Value {
    switch (e.kind) {
      case 'number':
        return constantPolynomial(e.value);
      case 'position':
        if (e.name !== this.#coordinates) throw new NotPolynomial('other coordinates');
        return Array.from({ length: this.#dimension }, (_, d) => variable(d));
      case 'vector':
        return e.elements.map((element) => this.scalar(element));
      case 'component':
        return this.#vector(e.of)[this.#index(e.index) - 1] ?? fail('no such component');
      case 'bound':
        return constantPolynomial(this.#index({ bound: e.index }));
      case 'norm':
        return this.#algebra.root(this.#dot(this.#vector(e.of), this.#vector(e.of)));
      case 'dot':
        return this.#dot(this.#vector(e.left), this.#vector(e.right));
      case 'sum':
        return this.#sum(e);
      case 'negate':
        return scaled(this.#value(e.of), -1);
      case 'add':
        return added(this.#value(e.left), this.#value(e.right));
      case 'subtract':
        return added(this.#value(e.left), scaled(this.#value(e.right), -1));
      case 'multiply':
        return this.#multiply(this.#value(e.left), this.#value(e.right));
      case 'divide':
        return scaled(this.#value(e.left), 1 / (this.#number(e.right) || fail('division by zero')));
      case 'power':
        return this.#algebra.power(this.scalar(e.left), this.#number(e.right));
      case 'call':
        return this.#call(e);
      case 'cases':
      case 'tuples':
      case 'determinant':
      case 'product':
      case 'block':
      case 'step':
        return fail('no polynomial');
    }
  }

  #number(e: Expression): number {
    return constantValue(this.scalar(e)) ?? fail('not a number');
  }

  #index(index: number | { bound: string }): number {
    return typeof index === 'number' ? index : (this.#indices.get(index.bound) ?? fail('an index outside its sum'));
  }

  #dot(a: Polynomial[], b: Polynomial[]): Polynomial {
    if (a.length !== b.length) throw new NotPolynomial('vectors of different lengths');
    return a.map((x, d) => this.#algebra.multiply(x, b[d]!)).reduce(addPolynomials, constantPolynomial(0));
  }

  #multiply(a: Value, b: Value): Value {
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== 1 || b.length !== 1) throw new NotPolynomial('a product of vectors');
      return this.#algebra.multiply(a[0]!, b[0]!);
    }
    if (Array.isArray(a)) return a.map((x) => this.#algebra.multiply(x, b as Polynomial));
    if (Array.isArray(b)) return b.map((x) => this.#algebra.multiply(a, x));
    return this.#algebra.multiply(a, b);
  }

  #sum({ index, from, to, body }: Extract<Expression, { kind: 'sum' }>): Polynomial {
    const outer = this.#indices.get(index);
    let total = constantPolynomial(0);
    for (let value = from; value <= to; value++) {
      this.#indices.set(index, value);
      total = addPolynomials(total, this.scalar(body));
    }
    if (outer === undefined) this.#indices.delete(index);
    else this.#indices.set(index, outer);
    return total;
  }

  #call({ function: name, argument }: Extract<Expression, { kind: 'call' }>): Polynomial {
    const p = this.scalar(argument);
    const value = constantValue(p);
    if (value !== null) {
      const result = SCALAR_FUNCTIONS[name](value);
      return Number.isFinite(result) ? constantPolynomial(result) : fail('not a finite number');
    }
    if (name === 'sqrt') return this.#algebra.power(p, 0.5);
    if (name === 'abs') return this.#algebra.root(this.#algebra.multiply(p, p));
    return fail('no polynomial');
  }
}

function scaled(value: Value, factor: number): Value {
  return Array.isArray(value) ? value.map((p) => scale(p, factor)) : scale(value, factor);
}

function added(a: Value, b: Value): Value {
  if (!Array.isArray(a) && !Array.isArray(b)) return addPolynomials(a, b);
  const left = Array.isArray(a) ? a : [a];
  const right = Array.isArray(b) ? b : [b];
  if (left.length !== right.length) throw new NotPolynomial('vectors of different lengths');
  return left.map((p, d) => addPolynomials(p, right[d]!));
}

function fail(reason: string): never {
  throw new NotPolynomial(reason);
}
