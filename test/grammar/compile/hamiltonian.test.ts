import { parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { file, withH } from '../marked.ts';
import { experimentOf } from './experiment-of.ts';

describe('many particles', () => {
  const compiled = async (body: string, parameters = '') =>
    (
      await experimentOf(
        file({
          hamiltonian: `hamiltonian Trap${parameters} { ${body} }`,
          ansatz: 'ansatz Net { B = equivariant { }; psi = det(orbitals(B) * gaussian_envelope(x)) }',
        }),
      )
    ).hamiltonian;

  it('reads the square of a momentum as −∇²', async () => {
    for (const square of ['p[i]^2', 'p[i]²', 'dot(p[i], p[i])', 'p[i] · p[i]']) {
      const { terms } = await compiled(`particles x: 3 fermions in R^3; H = sum(i) ${square} / (2*m)`, '(m = 2)');
      expect(terms).toMatchObject([{ kind: 'kinetic', particles: 'x', coefficient: -0.25 }]);
    }
  });

  it('counts how many particles a potential couples', async () => {
    const { terms } = await compiled(
      'particles x: 4 fermions in R^3; H = sum(i) (-∇²[i] + |x[i]|) + sum(i<j) |x[i] - x[j]| + sum(i<j<k) |x[i] - x[j]| * |x[j] - x[k]| * |x[k] - x[i]|',
    );
    expect(terms.map((term) => (term.kind === 'potential' ? term.bodies : 0))).toEqual([0, 1, 2, 3]);
    expect(terms[3]).toMatchObject({ expression: { kind: 'tuples', indices: ['i', 'j', 'k'], count: 4 } });
  });

  it('sums over all combinations of two kinds', async () => {
    const text = file({
      hamiltonian: `hamiltonian Trap { particles x: 2 fermions in R^1; particles y: 3 bosons in R^1
        H = sum(i in x) -1/2 * ∇²[i] + sum(j in y) -1/4 * ∇²[j] + sum(i in x, j in y) (x[i] - y[j])^2 }`,
      ansatz: 'ansatz Net { B = equivariant { }; psi = det(orbitals(B(x)) * gaussian_envelope(x)) }',
    });
    await expect(experimentOf(text)).rejects.toThrow('particles of several kinds');
  });

  it('puts the arguments and parameters of a named potential in', async () => {
    const { terms } = await compiled(
      `potential V(r; a = 2, b = a) = b * r^2; particles x: 2 fermions in R^1
        H = sum(i) -∇²[i] + sum(i<j) V(|x[i] - x[j]|, a = 3)`,
    );
    expect(terms[1]).toMatchObject({ expression: { body: { kind: 'multiply', left: { kind: 'number', value: 3 } } } });
  });

  it('says which training is not built, and why the file is still right', async () => {
    const ising = file({
      hamiltonian: 'hamiltonian Trap { lattice chain(4) open of spins 1/2; H = -sum(<i,j>) σz[i]*σz[j] }',
      ansatz: 'ansatz Net { psi = rnn { hidden = 5 } }',
    });
    expect((await parseProgram(ising, 'a.qham')).diagnostics).toEqual([]);
    await expect(experimentOf(ising)).rejects.toThrow(
      'train Ground: this kind of training is not available yet: lattice spins',
    );
  });
});

describe('H', () => {
  const terms = async (h: string, parameters = '(D = 3)') =>
    (await experimentOf(withH(`particle r in R^D; ${h}`, parameters))).hamiltonian.terms.map((term) => [
      term.text,
      term.kind === 'kinetic' ? term.coefficient : term.expression,
    ]);
  const norm = { kind: 'norm', of: { kind: 'position', name: 'r' } };
  const number = (value: number) => ({ kind: 'number', value });

  it('keeps the words of every term', async () => {
    expect(await terms('H = -1/2 *   ∇²[r] /* T */ + |r|')).toEqual([
      ['-1/2 * ∇²[r]', -0.5],
      ['|r|', norm],
    ]);
  });

  it('puts parameters into coefficients', async () => {
    expect(await terms('H = -ħ^2/(2*m) * ∇²[r]', '(D = 3, m = 4)')).toEqual([['-ħ^2/(2*m) * ∇²[r]', -0.125]]);
  });

  it('distributes signs and numbers over sums', async () => {
    expect(await terms('H = -(1/2 * ∇²[r] - |r|) + 2')).toEqual([
      ['-1/2 * ∇²[r]', -0.5],
      ['|r|', norm],
      ['2', number(2)],
    ]);
    expect(await terms('H = 1/2 * (-∇²[r] + |r|)')).toEqual([
      ['-1/2 * ∇²[r]', -0.5],
      ['1/2 * |r|', { kind: 'multiply', left: number(0.5), right: norm }],
    ]);
    expect(await terms('H = (-∇²[r] - |r|) / 2')).toEqual([
      ['-∇²[r] / 2', -0.5],
      ['-|r| / 2', { kind: 'multiply', left: number(-0.5), right: norm }],
    ]);
    expect(await terms('H = -∇²[r] - |r|')).toEqual([
      ['-∇²[r]', -1],
      ['-|r|', { kind: 'negate', of: norm }],
    ]);
  });

  it('takes definitions with ∇² apart and leaves potentials their names', async () => {
    expect(await terms('T = -1/2 * ∇²[r]; V = 2 * a; a = |r|; H = T + V')).toEqual([
      ['-1/2 * ∇²[r]', -0.5],
      ['V', { kind: 'multiply', left: number(2), right: norm }],
    ]);
  });

  it('does not distribute where there is nothing to take apart', async () => {
    const [, potential] = await terms('H = -∇²[r] + 2 * (|r| + 1)');
    expect(potential).toEqual([
      '2 * (|r| + 1)',
      { kind: 'multiply', left: number(2), right: { kind: 'add', left: norm, right: number(1) } },
    ]);
  });

  it('lets a sum run over the components it counts', async () => {
    const [, potential] = await terms('H = -∇²[r] + sum(d) d * r[d]^2', '(D = 4)');
    expect(potential![1]).toMatchObject({ kind: 'sum', index: 'd', from: 1, to: 4 });
  });

  it('computes what contains only numbers', async () => {
    const value = async (text: string) => ((await terms(`H = -∇²[r] + ${text}`))[1]![1] as { value: number }).value;
    expect(await value('2^3^0')).toBe(2);
    expect(await value('-2^2')).toBe(-4);
    expect(await value('50% * exp(0) / 4')).toBe(0.125);
    expect(await value('|1 - 3|')).toBe(2);
    expect(await value('sin(π/2)')).toBe(1);
    // erf(1), DLMF table 7.23
    expect(await value('erf(1)')).toBeCloseTo(0.8427007929497149, 15);
    expect(await value('erf(-0.5)')).toBeCloseTo(-0.5204998778130465, 15);
  });
});
