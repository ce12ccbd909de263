import { describe, expect, test } from 'vitest';
import type { Expression, Hamiltonian } from '../../../runtime/experiment.ts';
import { exactLevels } from '../../../runtime/reference/levels.ts';

const n = (value: number): Expression => ({ kind: 'number', value });
const r: Expression = { kind: 'position', name: 'r' };
const x = (index: number): Expression => ({ kind: 'component', of: r, index });
const along = (index: string): Expression => ({ kind: 'component', of: r, index: { bound: index } });
const norm: Expression = { kind: 'norm', of: r };
type Binary = 'add' | 'subtract' | 'multiply' | 'divide' | 'power';
const op = (kind: Binary, left: Expression, right: Expression): Expression => ({ kind, left, right });
const times = (left: Expression | number, right: Expression) =>
  op('multiply', typeof left === 'number' ? n(left) : left, right);
const plus = (...terms: Expression[]) => terms.reduce((a, b) => op('add', a, b));
const squared = (e: Expression) => op('power', e, n(2));
const call = (name: 'sqrt' | 'abs' | 'exp', argument: Expression): Expression => ({
  kind: 'call',
  function: name,
  argument,
});
const sum = (to: number, body: Expression): Expression => ({ kind: 'sum', index: 'd', from: 1, to, body });

function hamiltonian(dimension: number, potential: Expression | Expression[], kinetic = -0.5): Hamiltonian {
  return {
    name: 'H',
    parameters: {},
    space: { kind: 'continuous', particles: [{ name: 'r', count: 1, dimension, statistics: 'distinguishable' }] },
    terms: [
      { kind: 'kinetic', particles: 'r', coefficient: kinetic, text: '-1/2*∇²[r]' },
      ...[potential].flat().map((expression) => ({ kind: 'potential' as const, expression, bodies: 1, text: 'V' })),
    ],
  };
}

/** Σ ω_d (n_d + ½) of all quantum numbers up to a bound, sorted: the definition, without any cleverness. */
function byEnumeration(frequencies: number[], states: number, bottom = 0): number[] {
  let levels = [bottom];
  for (const omega of frequencies)
    levels = levels.flatMap((e) => Array.from({ length: states }, (_, k) => e + omega * (k + 0.5)));
  return levels.sort((a, b) => a - b).slice(0, states);
}

function expectLevels(actual: number[] | undefined, expected: number[]) {
  expect(actual).toHaveLength(expected.length);
  actual!.forEach((level, k) => {
    expect(level).toBeCloseTo(expected[k]!, 10);
  });
}

describe('isotropic oscillators', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'in %i dimensions: D/2 + n, as often as there are ways to share n quanta',
    (dimension) => {
      const choose = (a: number, b: number): number => (b === 0 ? 1 : (choose(a - 1, b - 1) * a) / b);
      const expected = [0, 1, 2, 3].flatMap((quanta) =>
        new Array<number>(choose(quanta + dimension - 1, dimension - 1)).fill(dimension / 2 + quanta),
      );
      const answer = exactLevels(hamiltonian(dimension, times(0.5, squared(norm))), expected.length);
      expect(answer?.levels).toEqual(expected);
    },
  );

  test('seed of the examples: five levels in three dimensions', () => {
    const answer = exactLevels(hamiltonian(3, times(0.5, squared(norm))), 5);
    expect(answer).toEqual({
      levels: [1.5, 2.5, 2.5, 2.5, 3.5],
      source: 'harmonic oscillator in 3 dimensions, ω = 1',
    });
  });

  test('other masses and springs: ω = 2√(ab)', () => {
    const answer = exactLevels(hamiltonian(2, times(3, squared(norm)), -0.75), 3);
    expectLevels(answer?.levels, [3, 6, 6]);
    expect(answer?.source).toBe('harmonic oscillator in 2 dimensions, ω = 3');
  });
});

describe('spellings of |r|²/2 in three dimensions', () => {
  const half = 0.5;
  test.each<[string, Expression | Expression[]]>([
    ['|r|^2', times(half, squared(norm))],
    ['|r|*|r|', times(half, times(norm, norm))],
    ['dot(r, r)', times(half, { kind: 'dot', left: r, right: r })],
    ['sum(d) r[d]^2', times(half, sum(3, squared(along('d'))))],
    ['sum(d) 1/2*r[d]*r[d]', sum(3, times(half, times(along('d'), along('d'))))],
    ['r[1]^2 + r[2]^2 + r[3]^2', times(half, plus(squared(x(1)), squared(x(2)), squared(x(3))))],
    ['three terms of H', [1, 2, 3].map((d) => times(half, squared(x(d))))],
    ['divided by 2', op('divide', squared(norm), n(2))],
    ['sqrt(|r|^2)^2/2', times(half, squared(call('sqrt', squared(norm))))],
    ['(|r|^2)^(1/2)*|r|/2', times(half, times(op('power', squared(norm), op('divide', n(1), n(2))), norm))],
    ['sqrt(x²+y²+z²)^2/2', times(half, squared(call('sqrt', plus(squared(x(1)), squared(x(2)), squared(x(3))))))],
    ['abs(r[d])^2', times(half, sum(3, squared(call('abs', along('d')))))],
    ['−(−|r|^2)/2', { kind: 'negate', of: times(-half, squared(norm)) }],
    ['|[r1, r2, r3]|^2', times(half, squared({ kind: 'norm', of: { kind: 'vector', elements: [x(1), x(2), x(3)] } }))],
    ['|2r|^2/8', op('divide', squared({ kind: 'norm', of: times(2, r) }), n(8))],
    [
      'with a quartic term that cancels',
      [plus(times(half, squared(norm)), op('power', norm, n(4))), times(-1, op('power', norm, n(4)))],
    ],
    ['with constants as functions', times(call('exp', times(-1, call('exp', n(0)))), times(Math.E / 2, squared(norm)))],
  ])('%s', (_, potential) => {
    expectLevels(exactLevels(hamiltonian(3, potential), 5)?.levels, [1.5, 2.5, 2.5, 2.5, 3.5]);
  });

  test('a point on a line may be used as its coordinate', () => {
    for (const square of [squared(r), times(r, r), squared(x(1)), squared(norm), times(r, x(1))])
      expectLevels(exactLevels(hamiltonian(1, times(half, square)), 3)?.levels, [0.5, 1.5, 2.5]);
  });
});

describe('less symmetric wells', () => {
  test.each([[[1, 2]], [[1, Math.SQRT2, 3]], [[0.1, 0.1, 5]], [[1, 1, 2, 2, 3, 3]]])(
    'frequencies %j',
    (frequencies) => {
      const potential = plus(...frequencies.map((omega, d) => times(omega ** 2 / 2, squared(x(d + 1)))));
      const states = frequencies.length > 4 ? 8 : 40;
      const answer = exactLevels(hamiltonian(frequencies.length, potential), states);
      expectLevels(answer?.levels, byEnumeration(frequencies, states));
    },
  );

  test('frequencies that depend on the component: sum(d) d²·r[d]²/2', () => {
    const body = times(0.5, times(squared({ kind: 'bound', index: 'd' }), squared(along('d'))));
    const answer = exactLevels(hamiltonian(3, sum(3, body)), 20);
    expectLevels(answer?.levels, byEnumeration([1, 2, 3], 20));
    expect(answer?.source).toBe('harmonic oscillator in 3 dimensions, ω = 1, 2, 3');
  });

  test('a shifted centre: |r − a|²/2 − 3', () => {
    const centre: Expression = { kind: 'vector', elements: [n(1), n(-2), n(0.5)] };
    const shifted = squared({ kind: 'norm', of: op('subtract', r, centre) });
    expectLevels(exactLevels(hamiltonian(3, [times(0.5, shifted), n(-3)]), 5)?.levels, [-1.5, -0.5, -0.5, -0.5, 0.5]);
  });

  test('a constant field: x²/2 + Fx has its levels lowered by F²/2', () => {
    const answer = exactLevels(hamiltonian(1, plus(times(0.5, squared(x(1))), times(3, x(1)))), 2);
    expectLevels(answer?.levels, [0.5 - 4.5, 1.5 - 4.5]);
  });

  test('two springs that pull at each other: normal modes 1 and √3', () => {
    const coupled = plus(
      times(0.5, squared(x(1))),
      times(0.5, squared(x(2))),
      times(0.5, squared(op('subtract', x(1), x(2)))),
    );
    const answer = exactLevels(hamiltonian(2, coupled), 30);
    expectLevels(answer?.levels, byEnumeration([1, Math.sqrt(3)], 30));
  });

  test('coupling and shift together, against a rotated well', () => {
    // V = ½(u − 1)² + 2(v + 2)² with u, v rotated by 0.7.
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const u = op('subtract', plus(times(c, x(1)), times(s, x(2))), n(1));
    const w = plus(times(-s, x(1)), times(c, x(2)), n(2));
    const answer = exactLevels(hamiltonian(2, plus(times(0.5, squared(u)), times(2, squared(w)))), 20);
    expectLevels(answer?.levels, byEnumeration([1, 2], 20));
  });

  test('six identical particles on a line, coupled pairwise (Moshinsky)', () => {
    const kappa = 0.3;
    const pairs = [1, 2, 3, 4, 5, 6].flatMap((i) =>
      Array.from({ length: i - 1 }, (_, j) => times(kappa / 2, squared(op('subtract', x(i), x(j + 1))))),
    );
    const answer = exactLevels(hamiltonian(6, [times(0.5, squared(norm)), ...pairs]), 10);
    const omega = Math.sqrt(1 + 6 * kappa);
    expectLevels(answer?.levels, byEnumeration([1, omega, omega, omega, omega, omega], 10));
    expect(new Set(answer?.levels.slice(2, 7)).size).toBe(1);
  });
});

describe('what has no known levels', () => {
  test.each<[string, Hamiltonian]>([
    ['a quartic well', hamiltonian(1, op('power', x(1), n(4)))],
    ['an anharmonic well', hamiltonian(1, plus(times(0.5, squared(x(1))), times(0.1, op('power', x(1), n(4)))))],
    ['no confinement', hamiltonian(2, times(0.5, squared(x(1))))],
    ['a saddle', hamiltonian(2, op('subtract', squared(x(1)), squared(x(2))))],
    ['an inverted well', hamiltonian(2, times(-1, squared(norm)))],
    ['no potential', hamiltonian(2, [])],
    ['a field alone', hamiltonian(1, x(1))],
    ['a cone', hamiltonian(2, norm)],
    ['a Coulomb potential', hamiltonian(3, op('divide', n(-1), norm))],
    ['a root on a half line', hamiltonian(1, plus(op('power', call('sqrt', x(1)), n(4))))],
    ['a gaussian', hamiltonian(1, call('exp', times(-1, squared(x(1)))))],
    ['a network', hamiltonian(1, { kind: 'block', block: 'N', arguments: [r] })],
    ['other coordinates', hamiltonian(1, squared({ kind: 'position', name: 'q' }))],
    ['a missing component', hamiltonian(2, squared(x(3)))],
    ['a kinetic term of the wrong sign', hamiltonian(1, squared(x(1)), 0.5)],
    [
      'no kinetic term',
      { ...hamiltonian(1, []), terms: [{ kind: 'potential', expression: squared(x(1)), bodies: 1, text: 'V' }] },
    ],
    ['a vector as potential', hamiltonian(3, r)],
    ['division by zero', hamiltonian(1, op('divide', squared(x(1)), n(0)))],
    ['a huge power', hamiltonian(2, op('power', plus(x(1), x(2)), n(1e6)))],
    ['a product too large to write out', hamiltonian(60, op('power', sum(60, along('d')), n(16)))],
  ])('%s', (_, h) => {
    expect(exactLevels(h, 3)).toBeNull();
  });
});

test('many kinetic terms add up', () => {
  const h = hamiltonian(1, times(0.5, squared(x(1))), -0.25);
  h.terms.push({ kind: 'kinetic', particles: 'r', coefficient: -0.25, text: '-1/4*∇²[r]' });
  expectLevels(exactLevels(h, 2)?.levels, [0.5, 1.5]);
});
