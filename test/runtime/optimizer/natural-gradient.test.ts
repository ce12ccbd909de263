/** Natural gradients on matrices that are given: the same step by every way of writing it, and what happens to bad ones. */
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import type { ScoreMatrix } from '../../../runtime/linear-algebra/score-matrix.ts';
import type { Descent } from '../../../runtime/objective/objective.ts';
import { DirectionFinder } from '../../../runtime/optimizer/natural/direction.ts';
import { NaturalGradient, type NaturalSettings } from '../../../runtime/optimizer/natural/natural-gradient.ts';
import { uniform } from '../tensor/random.ts';
import { explicitScores, randomResiduals, randomScores } from './explicit-scores.ts';

const SPRING: NaturalSettings = {
  kind: 'spring',
  learning_rate: 0.2,
  damping: 1e-3,
  momentum: 0.9,
  norm_constraint: null,
  space: 'auto',
};

function descentFrom(scores: ScoreMatrix, residuals: Float64Array, loss = 1, error = 0.01): Descent {
  return { loss, error, terms: { E: loss }, slope: { kind: 'scores', scores, residuals, importance: null } };
}

/** The largest difference over the largest element. */
function apart(a: Float64Array, b: Float64Array): number {
  const scale = Math.max(...b.map(Math.abs));
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / scale;
}

/** argmin ‖Oφ − ε‖² + λ‖φ − μφ′‖² as the least squares problem that it is, in the centred O. */
function leastSquares(
  rows: number[][],
  residuals: Float64Array,
  previous: Float64Array,
  damping: number,
  momentum: number,
): Float64Array {
  const [n, p] = [rows.length, rows[0]!.length];
  const means = rows[0]!.map((_, k) => rows.reduce((total, row) => total + row[k]!, 0) / n);
  const a: number[][] = rows.map((row) => row.map((value, k) => (value - means[k]!) / Math.sqrt(n)));
  const b: number[] = Array.from(residuals, (value) => value / Math.sqrt(n));
  for (let k = 0; k < p; k++) {
    a.push(Array.from({ length: p }, (_, l) => (k === l ? Math.sqrt(damping) : 0)));
    b.push(Math.sqrt(damping) * momentum * previous[k]!);
  }
  return Float64Array.from(solve(new Matrix(a), Matrix.columnVector(b)).getColumn(0));
}

describe('the direction', () => {
  it.each([
    [12, 7],
    [9, 30],
  ])('of %i walkers and %i parameters is the same in both spaces, and the least squares solution', async (n, p) => {
    const rows = randomScores(n, p);
    const residuals = randomResiduals(n);
    const previous = Float64Array.from(uniform(3, p));
    for (const momentum of [0, 0.9]) {
      const found = (space: 'walkers' | 'parameters') =>
        new DirectionFinder().find({ scores: explicitScores(rows), residuals, importance: null }, previous, {
          momentum,
          damping: 1e-3,
          space,
        });
      const [walkers, parameters] = [await found('walkers'), await found('parameters')];
      expect(apart(walkers.phi, parameters.phi)).toBeLessThan(1e-8);
      expect(apart(walkers.phi, leastSquares(rows, residuals, previous, 1e-3, momentum))).toBeLessThan(1e-8);
    }
  });

  it.each(['walkers', 'parameters'] as const)(
    'of weighted walkers is that of as many equal ones: %s',
    async (space) => {
      // Weights 3, 1, 2 … over their mean are the same as that many copies.
      const copies = [3, 1, 2, 1, 1, 4, 2];
      const rows = randomScores(7, 5);
      const total = copies.reduce((sum, n) => sum + n, 0);
      const raw = randomResiduals(7);
      const average = raw.reduce((sum, r, b) => sum + copies[b]! * r, 0) / total;
      const residuals = raw.map((r) => r - average);
      const previous = Float64Array.from(uniform(3, 5));
      const options = { momentum: 0.7, damping: 1e-3, space };
      const importance = Float64Array.from(copies, (n) => (n * 7) / total);
      const weighted = await new DirectionFinder().find(
        { scores: explicitScores(rows), residuals, importance },
        previous,
        options,
      );
      const repeated = {
        scores: explicitScores(rows.flatMap((row, b) => new Array<number[]>(copies[b]!).fill(row))),
        residuals: Float64Array.from(copies.flatMap((n, b) => new Array<number>(n).fill(residuals[b]!))),
        importance: null,
      };
      expect(apart(weighted.phi, (await new DirectionFinder().find(repeated, previous, options)).phi)).toBeLessThan(
        1e-9,
      );
    },
  );

  it('does not depend on what all walkers have in common', async () => {
    const rows = randomScores(9, 20);
    const shift = uniform(77, 20, -3, 3);
    const options = { momentum: 0.5, damping: 1e-2, space: 'walkers' } as const;
    const previous = Float64Array.from(uniform(1, 20));
    const at = async (r: number[][]) =>
      (
        await new DirectionFinder().find(
          { scores: explicitScores(r), residuals: randomResiduals(9), importance: null },
          previous,
          options,
        )
      ).phi;
    const moved = rows.map((row) => row.map((value, k) => value + shift[k]!));
    expect(apart(await at(moved), await at(rows))).toBeLessThan(1e-10);
  });
});

describe('a step', () => {
  it('of spring without momentum is that of sr', async () => {
    const [spring, sr] = [
      new NaturalGradient({ ...SPRING, momentum: 0 }, 20),
      new NaturalGradient({ ...SPRING, kind: 'sr', momentum: 0 }, 20),
    ];
    const [a, b] = [Float32Array.from(uniform(1, 20)), Float32Array.from(uniform(1, 20))];
    for (let at = 0; at < 3; at++) {
      const descent = descentFrom(explicitScores(randomScores(9, 20, at)), randomResiduals(9, at));
      await spring.step(a, descent, at);
      await sr.step(b, descent, at);
    }
    expect(a).toEqual(b);
  });

  it('goes against the direction by the learning rate, and remembers it', async () => {
    const rows = randomScores(9, 20);
    const residuals = randomResiduals(9);
    const optimizer = new NaturalGradient(SPRING, 20);
    const parameters = new Float32Array(20);
    await optimizer.step(parameters, descentFrom(explicitScores(rows), residuals), 0);
    const first = leastSquares(rows, residuals, new Float64Array(20), 1e-3, 0.9);
    expect(
      apart(
        Float64Array.from(parameters, (value) => value / -0.2),
        first,
      ),
    ).toBeLessThan(1e-6);
    parameters.fill(0);
    await optimizer.step(parameters, descentFrom(explicitScores(rows), residuals), 1);
    const second = leastSquares(rows, residuals, first, 1e-3, 0.9);
    expect(
      apart(
        Float64Array.from(parameters, (value) => value / -0.2),
        second,
      ),
    ).toBeLessThan(1e-6);
  });

  it('is multiplied by the learning rate first and bounded then', async () => {
    const descent = descentFrom(explicitScores(randomScores(9, 20)), randomResiduals(9));
    const lengthWith = async (learning_rate: number, norm_constraint: number | null) => {
      const parameters = new Float32Array(20);
      const optimizer = new NaturalGradient({ ...SPRING, learning_rate, norm_constraint }, 20);
      const { natural } = await optimizer.step(parameters, descent, 0);
      expect(Math.hypot(...parameters)).toBeCloseTo(natural!.norm, 6);
      return natural!;
    };
    const free = await lengthWith(0.2, null);
    expect(free.bounded).toBe(false);
    const square = free.norm ** 2;
    expect(await lengthWith(0.2, 1.01 * square)).toMatchObject({ bounded: false, norm: free.norm });
    expect(await lengthWith(0.2, 0.25 * square)).toMatchObject({ bounded: true });
    expect((await lengthWith(0.2, 0.25 * square)).norm).toBeCloseTo(free.norm / 2, 10);
    expect((await lengthWith(100, 0.25 * square)).norm).toBeCloseTo(free.norm / 2, 10);
  });

  it('is none where ψ is an eigenstate', async () => {
    const optimizer = new NaturalGradient(SPRING, 20);
    const parameters = Float32Array.from(uniform(4, 20));
    const before = parameters.slice();
    const { natural } = await optimizer.step(
      parameters,
      descentFrom(explicitScores(randomScores(9, 20)), new Float64Array(9)),
      0,
    );
    expect(parameters).toEqual(before);
    expect(natural!.norm).toBe(0);
  });

  it('follows schedules of the learning rate, the damping and the bound', async () => {
    const decay = {
      kind: 'divide',
      left: { kind: 'number', value: 1 },
      right: { kind: 'add', left: { kind: 'step' }, right: { kind: 'number', value: 1 } },
    } as const;
    const optimizer = new NaturalGradient(
      { ...SPRING, learning_rate: decay, damping: decay, norm_constraint: decay },
      20,
    );
    const descent = descentFrom(explicitScores(randomScores(9, 20)), randomResiduals(9));
    const { learningRate, natural } = await optimizer.step(new Float32Array(20), descent, 4);
    expect(learningRate).toBe(0.2);
    expect(natural!.damping).toBe(0.2);
  });
});

it.each(['damping', 'norm_constraint'] as const)('a %s that falls below zero is named, with its step', async (name) => {
  const falling = { kind: 'subtract', left: { kind: 'number', value: 2 }, right: { kind: 'step' } } as const;
  const optimizer = new NaturalGradient({ ...SPRING, [name]: falling }, 20);
  const descent = descentFrom(explicitScores(randomScores(9, 20)), randomResiduals(9));
  await optimizer.step(new Float32Array(20), descent, 1);
  await expect(optimizer.step(new Float32Array(20), descent, 2)).rejects.toThrow(`${name} is 0 at step 2`);
});

describe('bad matrices', () => {
  /** Products of given scores, spoilt. */
  const withGram = (spoil: (gram: Float64Array) => void) => {
    const scores = explicitScores(randomScores(9, 20));
    return {
      ...scores,
      async gram() {
        const gram = await scores.gram();
        spoil(gram);
        return gram;
      },
    };
  };

  it('get ten times the damping until they are positive definite', async () => {
    // Takes 0.05 off every eigenvalue: OOᵀ/N has one that is next to zero with more walkers than parameters.
    const scores = explicitScores(randomScores(30, 5));
    const shifted = {
      ...scores,
      gram: async () => (await scores.gram()).map((value, at) => (at % 31 === 0 ? value - 30 * 0.05 : value)),
    };
    const optimizer = new NaturalGradient({ ...SPRING, space: 'walkers' }, 5);
    const { natural } = await optimizer.step(new Float32Array(5), descentFrom(shifted, randomResiduals(30)), 0);
    expect(natural).toMatchObject({ retries: 2, clamped: false });
    expect(natural!.damping).toBeCloseTo(0.1, 12);
  });

  it('are taken apart into eigenvalues where no damping helps', async () => {
    const scores = withGram((gram) => {
      gram[0]! -= 1e4;
    });
    const parameters = new Float32Array(20);
    const { natural } = await new NaturalGradient(SPRING, 20).step(
      parameters,
      descentFrom(scores, randomResiduals(9)),
      0,
    );
    expect(natural).toMatchObject({ retries: 3, clamped: true, damping: 1e-3 });
    expect(parameters.every(Number.isFinite)).toBe(true);
    expect(parameters.some((value) => value !== 0)).toBe(true);
  });

  it('by eigenvalues give the same step as by Cholesky where nothing is clamped', async () => {
    const scores = explicitScores(randomScores(9, 20));
    const { DampedSolver } = await import('../../../runtime/linear-algebra/damped-solver.ts');
    const gram = await scores.gram();
    const b = randomResiduals(9);
    const cholesky = new DampedSolver(9).solve(gram, b, 1e-2);
    // Far below zero in one direction that b does not have.
    const spoilt = new Float64Array(100);
    for (let i = 0; i < 9; i++) spoilt.set(gram.subarray(9 * i, 9 * i + 9), 10 * i);
    spoilt[99] = -1e6;
    const clamped = new DampedSolver(10).solve(spoilt, Float64Array.from([...b, 0]), 1e-2);
    expect(clamped).toMatchObject({ clamped: true, retries: 3 });
    expect(apart(clamped.x.subarray(0, 9), cholesky.x)).toBeLessThan(1e-9);
  });

  it.each([
    ['the matrix', withGram((gram) => gram.fill(NaN)), randomResiduals(9), /matrix of ∂ln\|ψ\|\/∂θ is not finite/],
    ['a score', withGram((gram) => (gram[10] = Number.POSITIVE_INFINITY)), randomResiduals(9), /matrix of ∂ln/],
    ['a local energy', explicitScores(randomScores(9, 20)), randomResiduals(9).fill(NaN), /local energy is not finite/],
  ])('change nothing where %s is not finite', async (_, scores, residuals, message) => {
    const optimizer = new NaturalGradient(SPRING, 20);
    const parameters = Float32Array.from(uniform(4, 20));
    await optimizer.step(parameters, descentFrom(explicitScores(randomScores(9, 20)), randomResiduals(9)), 0);
    const [before, state] = [parameters.slice(), optimizer.state];
    await expect(optimizer.step(parameters, descentFrom(scores, residuals), 1)).rejects.toThrow(message);
    expect(parameters).toEqual(before);
    expect(optimizer.state).toEqual(state);
  });
});

describe('a step that raises the energy', () => {
  const scores = explicitScores(randomScores(9, 20));
  const at = (loss: number) => descentFrom(scores, randomResiduals(9), loss, 0.01);

  it('by more than five standard errors is taken back, and the next ones are half as long', async () => {
    const optimizer = new NaturalGradient({ ...SPRING, momentum: 0 }, 20);
    const parameters = Float32Array.from(uniform(4, 20));
    const start = parameters.slice();
    const { natural: first } = await optimizer.step(parameters, at(1), 0);
    expect(parameters).not.toEqual(start);
    const { natural: second } = await optimizer.step(parameters, at(1.08), 1);
    expect(second).toMatchObject({ taken_back: true, norm: 0 });
    expect(parameters).toEqual(start);
    // What is measured afterwards is taken as it is: there is nothing to compare it with.
    const { natural: third } = await optimizer.step(parameters, at(1.5), 2);
    expect(third!.taken_back).toBe(false);
    expect(third!.norm / first!.norm).toBeCloseTo(2 ** (0.1 - 1), 10);
    for (let step = 3; step < 12; step++) await optimizer.step(parameters, at(1.5), step);
    const { natural: last } = await optimizer.step(parameters, at(1.5), 12);
    expect(last!.norm).toBeCloseTo(first!.norm, 10);
  });

  it('forgets its momentum with it', async () => {
    const optimizer = new NaturalGradient(SPRING, 20);
    const parameters = new Float32Array(20);
    await optimizer.step(parameters, at(1), 0);
    await optimizer.step(parameters, at(2), 1);
    expect(optimizer.state.direction).toEqual(new Float64Array(20));
  });

  it('or that wrecks ψ, so that local energies spread ten times as wide, is taken back too', async () => {
    const stepTo = async (factor: number) => {
      const optimizer = new NaturalGradient(SPRING, 20);
      const parameters = new Float32Array(20);
      await optimizer.step(parameters, at(1), 0);
      const wide = randomResiduals(9).map((residual) => factor * residual);
      return (await optimizer.step(parameters, descentFrom(scores, wide, -1e5, 1e5), 1)).natural!.taken_back;
    };
    expect(await stepTo(100)).toBe(true);
    expect(await stepTo(9)).toBe(false);
  });

  it('by less is kept', async () => {
    const optimizer = new NaturalGradient(SPRING, 20);
    const parameters = new Float32Array(20);
    await optimizer.step(parameters, at(1), 0);
    expect((await optimizer.step(parameters, at(1.07), 1)).natural!.taken_back).toBe(false);
  });
});

describe('its state', () => {
  it('is all that a copy needs to go on bitwise', async () => {
    const settings: NaturalSettings = { ...SPRING, norm_constraint: 1e-4 };
    const optimizer = new NaturalGradient(settings, 20);
    const parameters = Float32Array.from(uniform(4, 20));
    const losses = [1, 0.9, 1.5, 0.9, 0.8];
    const stepOf = (to: NaturalGradient, values: Float32Array, at: number) =>
      to.step(values, descentFrom(explicitScores(randomScores(9, 20, at)), randomResiduals(9, at), losses[at]!), at);
    for (const resumeAt of [0, 1, 2, 3, 4]) {
      await stepOf(optimizer, parameters, resumeAt);
      const copy = new NaturalGradient(settings, 20);
      copy.restore(JSON.parse(JSON.stringify(optimizer.state), revive));
      expect(copy.state).toEqual(optimizer.state);
      const [ours, theirs] = [parameters.slice(), parameters.slice()];
      const again = new NaturalGradient(settings, 20);
      again.restore(optimizer.state);
      await stepOf(copy, ours, 4);
      await stepOf(again, theirs, 4);
      expect(ours).toEqual(theirs);
    }
  });

  it('of another optimizer is refused', () => {
    expect(() => new NaturalGradient(SPRING, 3).restore({ velocity: new Float64Array(3) })).toThrow(
      /no array “direction”/,
    );
    expect(() => new NaturalGradient(SPRING, 3).restore(new NaturalGradient(SPRING, 4).state)).toThrow(/has 4 numbers/);
  });
});

/** Arrays come out of JSON as objects with their indices as names. */
function revive(_: string, value: unknown): unknown {
  const isArray = typeof value === 'object' && value !== null && '0' in value;
  return isArray ? Float64Array.from(Object.values(value as Record<string, number>)) : value;
}
