import { describe, expect, it } from 'vitest';
import { expressionText } from '../../../runtime/compare/expression-text.ts';
import { parseExperiment } from '../../../runtime/experiment.ts';
import { evaluateScheduled } from '../../../runtime/optimizer/scheduled.ts';
import { codesOf, file, withH } from '../marked.ts';
import { experimentOf } from './experiment-of.ts';

/** The potential of a particle r in R^3 with the parameters (D = 3). */
async function potential(text: string) {
  const { hamiltonian } = await experimentOf(withH(`particle r in R^D; H = -1/2 * ∇²[r] + |r|^2 + ${text}`));
  const term = hamiltonian.terms.at(-1)!;
  return term.kind === 'potential' ? expressionText(term.expression) : '';
}

describe('a formula by cases', () => {
  it('becomes comparisons, each with its smaller side first', async () => {
    expect(await potential('{ -5 if 1 < |r| ≤ 2 and r.x >= 0, D if r.y > r.z, 0 otherwise }')).toBe(
      '{ -5 if 1 < |r| and |r| ≤ 2 and 0 ≤ r[1], 3 if r[3] < r[2], 0 otherwise }',
    );
  });

  it('is decided at once where only numbers are compared', async () => {
    expect(await potential('{ |r| if D < 3, |r|^3 otherwise }')).toBe('|r|^3');
    expect(await potential('{ |r| if D ≥ 3, |r|^3 otherwise }')).toBe('|r|');
    // The case that never holds has no value: 1/0.
    expect(await potential('{ 1/(D - 3) if D > 3, |r| if |r| < 1, 1 otherwise }')).toBe(
      '{ |r| if |r| < 1, 1 otherwise }',
    );
    expect(await potential('{ 1 if |r| < 1, |r| if D < 5, |r|^2 otherwise }')).toBe('{ 1 if |r| < 1, |r| otherwise }');
  });

  it('passes the door of the runtime', async () => {
    const experiment = await experimentOf(
      withH('particle r in R^D; H = -1/2 * ∇²[r] + { 0 if |r| < 1, |r|^2 otherwise }'),
    );
    expect(parseExperiment(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  });

  it('is a number where it stands for one', async () => {
    const { hamiltonian } = await experimentOf(
      file({
        units: 'units oscillator\nparam N = 5\nparam D = { 1 if N < 3, 1/(N - 4) + 1 if N < 6, 1/0 otherwise }',
        hamiltonian: 'hamiltonian Trap { particle r in R^D; H = -1/2 * ∇²[r] + |r|^2 }',
      }),
    );
    expect(hamiltonian.space.particles[0]!.dimension).toBe(2);
  });

  it('may change a setting with the training step', async () => {
    const { schedule } = await experimentOf(
      file({
        schedule:
          'schedule Plain { phase main { optimizer adam { learning_rate = { 1e-2 if step < 100, 1e-3 otherwise } }; steps = 200 } }',
      }),
    );
    const { optimizer } = schedule.phases[0]!;
    const rate = (step: number) => evaluateScheduled(optimizer.learning_rate, step);
    expect([rate(0), rate(99), rate(100), rate(199)]).toEqual([1e-2, 1e-2, 1e-3, 1e-3]);
  });

  it('has the units of its cases, which must agree', async () => {
    const nuclear = (V: string) =>
      file({
        units: 'units nuclear',
        hamiltonian: `hamiltonian Trap(m = 938.9 MeV) { particle r in R^3; H = -ħ^2/(2*m) * ∇²[r] + ${V} }`,
        ansatz: 'ansatz Net { N = mlp { }; psi = N(r) * exp(-|r|^2 / (2 fm^2)) }',
      });
    expect(await codesOf(nuclear('{ -50 MeV if |r| < 2 fm, 0 otherwise }'))).toEqual([]);
    expect(await codesOf(nuclear('{ -50 MeV if |r| < 2 fm, 3 fm otherwise }'))).toEqual(['QH0206']);
    expect(await codesOf(nuclear('{ -50 MeV if |r| < 2 MeV, 0 otherwise }'))).toEqual(['QH0206']);
  });
});
