/**
 * Exact energy levels of Hamiltonians that have them in closed form. No numerics: light enough for every keystroke.
 */
import { type Hamiltonian, walkerDimension } from '../experiment.ts';
import { symmetricEigenvalues } from './eigenvalues.ts';
import { expandPolynomial } from './expand.ts';
import { addPolynomials, constantPolynomial, type Polynomial, variablesOf } from './polynomial.ts';

export interface ExactLevels {
  /** The lowest levels, ascending, each as often as it is degenerate. */
  levels: number[];
  /** What they are the levels of, for people: `harmonic oscillator in 3 dimensions, ω = 1`. */
  source: string;
}

/** Larger spaces are not looked at: a quadratic form of n coordinates takes n³ operations. */
const LARGEST_DIMENSION = 64;

/**
 * The lowest exact levels of a Hamiltonian, or null where none are known.
 *
 * Known is every harmonic oscillator H = −a∇² + V with V a quadratic polynomial in the components that confines in all
 * directions: with normal modes b_d and least potential c, E = c + Σ_d ω_d (n_d + ½), ω_d = 2√(a b_d). The spelling of V
 * does not matter, nor does a shifted centre, nor a coupling between components.
 * @param states how many levels, from 1 up
 */
export function exactLevels(hamiltonian: Hamiltonian, states: number): ExactLevels | null {
  const dimension = walkerDimension(hamiltonian.space);
  const [first, ...others] = hamiltonian.space.particles;
  if (first!.count > 1 || others.length > 0) return null;
  if (dimension > LARGEST_DIMENSION) return null;
  const a = kineticCoefficient(hamiltonian);
  const potential = a > 0 ? wholePotential(hamiltonian) : null;
  const well = potential && quadraticWell(potential, dimension);
  if (!well) return null;
  const frequencies = alike(well.modes.map((b) => 2 * Math.sqrt(a * b)).sort((x, y) => x - y));
  const ground = frequencies.reduce((energy, omega) => energy + omega / 2, well.bottom);
  return {
    levels: lowestExcitations(frequencies, states).map((excitation) => ground + excitation),
    source: `harmonic oscillator in ${dimension} dimension${dimension === 1 ? '' : 's'}, ω = ${listed(frequencies)}`,
  };
}

/** a of −a∇². */
function kineticCoefficient({ terms, space }: Hamiltonian): number {
  let sum = 0;
  for (const term of terms)
    if (term.kind === 'kinetic') sum += term.particles === space.particles[0]!.name ? term.coefficient : NaN;
  return -sum;
}

function wholePotential({ terms, space }: Hamiltonian): Polynomial | null {
  let potential = constantPolynomial(0);
  for (const term of terms) {
    if (term.kind !== 'potential') continue;
    const p = expandPolynomial(term.expression, space.particles[0]!.name, walkerDimension(space));
    if (!p) return null;
    potential = addPolynomials(potential, p);
  }
  return potential;
}

/** Curvatures b_d along the normal modes and the least value of V = bottom + Σ b_d y_d², or null if it is no such well. */
function quadraticWell(potential: Polynomial, dimension: number): { modes: number[]; bottom: number } | null {
  const form = Array.from({ length: dimension }, () => new Array<number>(dimension).fill(0));
  const slope = new Array<number>(dimension).fill(0);
  let bottom = 0;
  for (const [monomial, coefficient] of potential) {
    const [i, j, ...more] = variablesOf(monomial);
    if (more.length > 0) return null;
    if (i === undefined) bottom = coefficient;
    else if (j === undefined) slope[i] = coefficient;
    else {
      form[i]![j]! += coefficient / 2;
      form[j]![i]! += coefficient / 2;
    }
  }
  const { values: modes, vectors } = symmetricEigenvalues(form);
  const stiffest = Math.max(...modes);
  if (!modes.every((b) => b > 1e-12 * stiffest)) return null;
  modes.forEach((b, k) => {
    const along = slope.reduce((sum, g, axis) => sum + g * vectors[axis]![k]!, 0);
    bottom -= along ** 2 / (4 * b);
  });
  return { modes, bottom };
}

/** The `count` least values of Σ ω_d n_d, ascending, each as often as it occurs. */
function lowestExcitations(frequencies: readonly number[], count: number): number[] {
  let lowest = [0];
  for (const omega of frequencies) {
    const candidates: number[] = [];
    // The k-th value with n quanta on top has at least (k + 1)(n + 1) − 1 others at or below it.
    lowest.forEach((value, k) => {
      for (let n = 0; (k + 1) * (n + 1) <= count; n++) candidates.push(value + n * omega);
    });
    lowest = candidates.sort((x, y) => x - y).slice(0, count);
  }
  return lowest;
}

/** Frequencies that differ by rounding only, made equal, so that degenerate levels are exactly degenerate. */
function alike(ascending: readonly number[]): number[] {
  let last = NaN;
  return ascending.map((omega) => {
    if (!(omega - last <= 1e-12 * omega)) last = omega;
    return last;
  });
}

function listed(frequencies: readonly number[]): string {
  const distinct = new Set(frequencies).size === 1 ? frequencies.slice(0, 1) : frequencies;
  return distinct.map((omega) => Number(omega.toPrecision(6))).join(', ');
}
