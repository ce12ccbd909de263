import { parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { changesBetween, changeText, energyDifferences, expressionText } from '../../../runtime/compare/index.ts';
import type { Experiment, Expression } from '../../../runtime/experiment.ts';

const TEXT = `units oscillator
hamiltonian Trap(D = 2, omega = 1) { particle r in R^D
  H = -1/2 * ∇²[r] + 1/2 * omega^2 * |r|^2 }
ansatz Net { N = mlp { hidden = [32, 32] }
  psi = exp(N(r) - sum(d) r[d]^4 / 81) }
schedule Quick { sampler metropolis { walkers = 512 }
  phase main { optimizer adam { learning_rate = 1e-2 * exp(-step/300) }; steps = 100 } }
train Ground = Trap with Net using Quick { expect energy = 1 within 1% }
`;
const experiment = async (change: (text: string) => string = (same) => same, options = {}): Promise<Experiment> =>
  (await parseProgram(change(TEXT), 'a.qham')).experiment('Ground', options);
const between = async (...others: Experiment[]) => changesBetween([await experiment(), ...others]).map(changeText);

describe('what differs between programs', () => {
  it('is nothing for the same physics in other words', async () => {
    const same = await experiment((text) => text.replace('1/2 * omega^2', '1/2 * omega²').replace('// x', ''));
    expect(await between(same)).toEqual([]);
  });

  it('is said as physics', async () => {
    const other = await experiment(
      (text) =>
        text.replace('[32, 32]', '[64, 64]').replace('walkers = 512', 'walkers = 1024').replace('1e-2 *', '2e-2 *'),
      { set: { omega: 1.2 }, seed: 7 },
    );
    const changes = await between(other);
    expect(changes).toContain('omega 1 → 1.2');
    expect(changes).toContain('N hidden [32, 32] → [64, 64]');
    expect(changes).toContain('walkers 512 → 1024');
    expect(changes.find((change) => change.startsWith('main optimizer learning_rate'))).toMatch(
      /0\.01 \* exp\(.*step.*300\) → 0\.02 \* exp\(.*step.*300\)/,
    );
    expect(changes).toContain('evaluation walkers 512 → 1024');
    expect(changes).toHaveLength(6);
    expect(changes.some((change) => /^seed \d+ → 7$/.test(change))).toBe(true);
  });

  it('names terms of H, the wave function, promises and phases by what was written', async () => {
    const other = await experiment((text) =>
      text
        .replace('|r|^2 }', '|r|^2 + 0.1 * |r|^4 }')
        .replace('r[d]^4', 'r[d]^6')
        .replace('within 1%', 'within 2%')
        .replace('phase main', 'phase first'),
    );
    const changes = await between(other);
    expect(changes.find((change) => change.startsWith('H '))).toMatch(/→ .*0\.1 \* \|r\|\^4/);
    expect(changes.find((change) => change.startsWith('ψ '))).toMatch(/r\[d\]\^4.* → .*r\[d\]\^6/);
    expect(changes).toContain('expectations expect energy = 1 within 1% → expect energy = 1 within 2%');
    expect(changes).toContain('main steps 100 → –');
    expect(changes).toContain('first steps – → 100');
  });

  it('compares more than two at once', async () => {
    const others = await Promise.all([1.2, 1].map((omega) => experiment((text) => text, { set: { omega } })));
    expect(await between(...others)).toEqual(['omega 1 → 1.2 → 1']);
  });
});

describe('a formula in words', () => {
  const x: Expression = { kind: 'position', name: 'x' };
  const number = (value: number): Expression => ({ kind: 'number', value });
  const binary = (kind: 'add' | 'subtract' | 'divide' | 'power', left: Expression, right: Expression): Expression => ({
    kind,
    left,
    right,
  });
  it.each([
    [binary('subtract', x, binary('subtract', x, number(1))), 'x - (x - 1)'],
    [binary('power', { kind: 'negate', of: x }, number(2)), '(-x)^2'],
    [{ kind: 'negate', of: binary('power', x, number(2)) } as Expression, '-x^2'],
    [binary('divide', number(1), binary('divide', x, number(2))), '1 / (x / 2)'],
    [binary('power', binary('power', x, number(2)), number(3)), '(x^2)^3'],
    [binary('add', x, number(-1)), 'x + -1'],
  ])('%# keeps its meaning', (expression, text) => {
    expect(expressionText(expression)).toBe(text);
  });
});

describe('differences of energies', () => {
  it('add up the squares of independent errors', () => {
    const runs = [
      { energies: [1.5, 2.5], errors: [0.003, null] },
      { energies: [1.51, 2.6, 3.5], errors: [0.004, 0.01, 0.01] },
    ];
    const [ground, excited, ...more] = energyDifferences(runs);
    expect(more).toEqual([]);
    expect(ground).toMatchObject({ state: 0, run: 1 });
    expect(ground?.value).toBeCloseTo(0.01, 12);
    expect(ground?.error).toBeCloseTo(0.005, 12);
    expect(ground?.sigmas).toBeCloseTo(2, 9);
    expect(excited).toMatchObject({ state: 1, error: null, sigmas: null });
  });
});
