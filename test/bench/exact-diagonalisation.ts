/**
 * Exact diagonalisation of fermions on a line in a harmonic trap that interact by V0/(√(2π) σ) exp(−(x − y)²/2σ²): the
 * Hamiltonian among all Slater determinants of oscillator functions of frequency Ω whose quanta add up to no more than a limit.
 * Its lowest eigenvalue is an upper bound of the energy, for every Ω and limit.
 */

export interface Basis {
  readonly particles: number;
  /** V0 in units of ħω times the oscillator length. */
  readonly strength: number;
  /** σ in oscillator lengths. */
  readonly range: number;
  /** Ω in units of the trap's. */
  readonly frequency: number;
  /** Quanta above those of the lowest determinant. */
  readonly quanta: number;
}

/** The lowest energy of the trap's own parity, (−1)^{A(A−1)/2}, in units of ħω. */
export function groundState(basis: Basis): number {
  const states = determinants(basis);
  const { particles, quanta } = basis;
  const orbitals = particles + quanta;
  const pairs = pairElements(basis, orbitals);
  const places = new Map(states.map((state, place) => [keyOf(state), place]));
  const rows = states.map((state) => rowOf(state, orbitals, pairs, places));
  return lowestEigenvalue(states.length, (x) =>
    rows.map(({ columns, values }) => columns.reduce((sum, column, k) => sum + values[k]! * x[column]!, 0)),
  );
}

/** Occupied orbitals in ascending order, of all determinants of even excitation. */
function determinants({ particles, quanta }: Basis): number[][] {
  const found: number[][] = [];
  const fill = (state: number[], left: number): void => {
    const n = state.length;
    if (n === particles) {
      if ((quanta - left) % 2 === 0) found.push(state);
      return;
    }
    // Whoever comes later is raised at least as far.
    const least = n === 0 ? 0 : state[n - 1]! - (n - 1);
    for (let raised = least; raised * (particles - n) <= left; raised++) fill([...state, n + raised], left - raised);
  };
  fill([], quanta);
  return found;
}

const keyOf = (state: readonly number[]) => state.reduce((sum, orbital) => sum + 2 ** orbital, 0);

/** ⟨ij|h|kl⟩ − ⟨ij|h|lk⟩ of a pair, with the one-body part shared out among the pairs. */
type PairElement = (i: number, j: number, k: number, l: number) => number;

interface Row {
  columns: number[];
  values: number[];
}

/** One row of H: every pair of the determinant's orbitals in turn becomes every other one. */
function rowOf(
  state: readonly number[],
  orbitals: number,
  pair: PairElement,
  places: ReadonlyMap<number, number>,
): Row {
  const row = new Map<number, number>();
  const key = keyOf(state);
  for (let q = 1; q < state.length; q++)
    for (let p = 0; p < q; p++) {
      const [i, j] = [state[p]!, state[q]!];
      const rest = state.filter((_, n) => n !== p && n !== q);
      const empty = key - 2 ** i - 2 ** j;
      for (let l = 1; l < orbitals; l++)
        for (let k = 0; k < l; k++) {
          if ((i + j + k + l) % 2 !== 0) continue;
          const place = rest.includes(k) || rest.includes(l) ? undefined : places.get(empty + 2 ** k + 2 ** l);
          if (place === undefined) continue;
          // Exchanges that bring the pair to the front of the one, and from the front into the other.
          const below = (orbital: number) => rest.filter((other) => other < orbital).length;
          const sign = (p + q - 1 + below(k) + below(l)) % 2 === 0 ? 1 : -1;
          row.set(place, (row.get(place) ?? 0) + sign * pair(i, j, k, l));
        }
    }
  return { columns: [...row.keys()], values: [...row.values()] };
}

function pairElements({ particles, strength, range, frequency }: Basis, orbitals: number): PairElement {
  // The product of two functions of 2N quanta and a smooth kernel: a grid much finer than either needs.
  const [points, edge] = [200, Math.sqrt((2 * orbitals + 12) / frequency) + 3];
  const step = (2 * edge) / (points - 1);
  const grid = Array.from({ length: points }, (_, n) => n * step - edge);
  const functions = oscillatorFunctions(grid, frequency, orbitals);
  const kernel = grid.map((x) =>
    Float64Array.from(
      grid,
      (y) => (strength / (Math.sqrt(2 * Math.PI) * range)) * Math.exp(-((x - y) ** 2) / (2 * range ** 2)),
    ),
  );
  const count = (orbitals * (orbitals + 1)) / 2;
  const index = (i: number, k: number) => (i < k ? (k * (k + 1)) / 2 + i : (i * (i + 1)) / 2 + k);
  const densities: Float64Array[] = [];
  for (let k = 0; k < orbitals; k++)
    for (let i = 0; i <= k; i++)
      densities.push(Float64Array.from(grid, (_, n) => functions[i]![n]! * functions[k]![n]! * step));
  const potentials = densities.map((density) => Float64Array.from(kernel, (row) => dot(row, density)));
  const direct = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b <= a; b++) {
      direct[a * count + b] = dot(densities[a]!, potentials[b]!);
      direct[b * count + a] = direct[a * count + b]!;
    }
  const twoBody = (i: number, j: number, k: number, l: number) => direct[index(i, k) * count + index(j, l)]!;
  const oneBody = (i: number, k: number) => {
    const square = (n: number) => ((1 - frequency ** 2) / (4 * frequency)) * n;
    if (i === k) return frequency * (i + 0.5) + square(2 * i + 1);
    const low = Math.min(i, k);
    return Math.abs(i - k) === 2 ? square(Math.sqrt((low + 1) * (low + 2))) : 0;
  };
  const whole = (i: number, j: number, k: number, l: number) => {
    const alone = (j === l ? oneBody(i, k) : 0) + (i === k ? oneBody(j, l) : 0);
    return alone / (particles - 1) + twoBody(i, j, k, l);
  };
  return (i, j, k, l) => whole(i, j, k, l) - whole(i, j, l, k);
}

/** φ_{n+1} = √(2/(n+1)) √Ω x φ_n − √(n/(n+1)) φ_{n−1}. */
function oscillatorFunctions(grid: readonly number[], frequency: number, count: number): Float64Array[] {
  const scale = Math.sqrt(frequency);
  const functions = [
    Float64Array.from(grid, (x) => (frequency / Math.PI) ** 0.25 * Math.exp((-frequency * x * x) / 2)),
  ];
  for (let n = 0; n + 1 < count; n++)
    functions.push(
      Float64Array.from(
        grid,
        (x, at) =>
          Math.sqrt(2 / (n + 1)) * scale * x * functions[n]![at]! -
          (n > 0 ? Math.sqrt(n / (n + 1)) * functions[n - 1]![at]! : 0),
      ),
    );
  return functions;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const ITERATIONS = 400;
const PRECISION = 1e-11;

/** By Lanczos' method; every vector is made orthogonal to all before it. */
function lowestEigenvalue(size: number, times: (x: Float64Array) => ArrayLike<number>): number {
  // The determinant of the lowest orbitals comes first.
  const vectors = [Float64Array.from({ length: size }, (_, i) => (i === 0 ? 1 : 0))];
  const [diagonal, beside]: [number[], number[]] = [[], []];
  let energy = Number.POSITIVE_INFINITY;
  for (let n = 0; n < Math.min(size, ITERATIONS); n++) {
    const next = Float64Array.from(times(vectors[n]!));
    diagonal.push(dot(next, vectors[n]!));
    for (let pass = 0; pass < 2; pass++)
      for (const vector of vectors) {
        const share = dot(next, vector);
        for (let i = 0; i < size; i++) next[i]! -= share * vector[i]!;
      }
    const before = energy;
    energy = lowestOfTridiagonal(diagonal, beside);
    const length = Math.sqrt(dot(next, next));
    if (before - energy < PRECISION || length < PRECISION) return energy;
    beside.push(length);
    vectors.push(next.map((value) => value / length));
  }
  throw new Error(`the lowest of ${size} eigenvalues is not found in ${ITERATIONS} iterations`);
}

/** By bisection: the number of eigenvalues below x is that of negative pivots of T − x. */
function lowestOfTridiagonal(diagonal: readonly number[], beside: readonly number[]): number {
  const radius = diagonal.map((_, i) => Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0));
  let low = Math.min(...diagonal.map((value, i) => value - radius[i]!));
  let high = Math.min(...diagonal);
  while (high - low > PRECISION / 10) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    let pivot = 1;
    let negative = false;
    for (let i = 0; i < diagonal.length && !negative; i++) {
      pivot = diagonal[i]! - middle - (i > 0 ? beside[i - 1]! ** 2 / pivot : 0);
      negative = pivot < 0;
    }
    if (negative) high = middle;
    else low = middle;
  }
  return high;
}
