/** `kinetic` and `coulomb` are what they are written out as. */
import { parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { codesOf, file } from '../marked.ts';
import { experimentOf } from './experiment-of.ts';

const program = (units: string, body: string, H: string, parameters = '') =>
  file({
    units: `units ${units}`,
    hamiltonian: `hamiltonian Trap${parameters} { ${body}; H = ${H} }`,
    ansatz: 'ansatz Net { B = equivariant { }; psi = product(orbitals(B) * gaussian_envelope(x)) }',
  });

/** What an energy is written out as. */
async function writtenOut(text: string, name: string): Promise<string> {
  const energies = (await parseProgram(text, 'a.qham')).energies('Ground');
  return energies
    .find((energy) => energy.name === name)!
    .lines.join('\n')
    .replace(`${name} = `, '');
}

describe('an energy with a name', () => {
  it.each([
    ['atomic', 'particles x: 3 bosons in R^3', 'kinetic', '', 'sum(i) -1/2 * ∇²[i]'],
    ['atomic', 'particles x: 3 bosons in R^3 { mass = 4 }', 'kinetic', '', 'sum(i) -1/(2*4) * ∇²[i]'],
    ['natural', 'particles x: 2 bosons in R^2 { mass = 2*m }', 'kinetic', '(m = 3)', 'sum(i) -1/(2*(2*m)) * ∇²[i]'],
    ['oscillator', 'particles x: 3 bosons in R^3', 'kinetic', '(i = 2)', 'sum(i′) -1/2 * ∇²[i′]'],
    ['nuclear', 'particles x: 3 neutrons in R^3', 'kinetic', '', 'sum(i) -ħ^2/(2*1 m_n) * ∇²[i]'],
    ['SI', 'particles x: 2 bosons in R^3 { mass = 1 u }', 'kinetic', '', 'sum(i) -ħ^2/(2*(1 u)) * ∇²[i]'],
    [
      'atomic',
      'particles x: 3 bosons in R^3 { charge = q }',
      'coulomb',
      '(q = 2)',
      'sum(i) -1/2 * ∇²[i] + sum(i<j) q*q/|x[i] - x[j]|',
    ],
    [
      'nuclear',
      'particles x: 2 distinguishable in R^3 { mass = 1 m_p; charge = -2 }',
      'coulomb',
      '',
      'sum(i) -ħ^2/(2*(1 m_p)) * ∇²[i] + sum(i<j) 4*(1 e)^2/|x[i] - x[j]|',
    ],
  ])('%s: %s: %s', async (units, body, name, parameters, expected) => {
    // A parameter that only the name of an index avoids must be used by something.
    const used = parameters === '(i = 2)' ? ' + i * sum(k) |x[k]|^2' : '';
    const named = program(units, body, `${name}${used}`, parameters);
    expect(await codesOf(named)).not.toContain('QH0101');
    const text = await writtenOut(named, name);
    expect(text).toBe(expected);
    const typed = program(units, body, `${text}${used}`, parameters);
    const [a, b] = [await experimentOf(named), await experimentOf(typed)];
    expect(a.hamiltonian).toEqual(b.hamiltonian);
    expect(await codesOf(named)).toEqual(await codesOf(typed));
  });

  it('scales as a whole, with a factor in front', async () => {
    const body = 'particles x: 3 bosons in R^3 { charge = 1 }';
    const { terms } = (await experimentOf(program('atomic', body, '2 * coulomb + sum(i) |x[i]|^2'))).hamiltonian;
    expect(terms.map(({ text }) => text)).toEqual([
      '2 * sum(i) -1/2 * ∇²[i]',
      '2 * sum(i<j) 1/|x[i] - x[j]|',
      'sum(i) |x[i]|^2',
    ]);
    expect(terms[0]).toMatchObject({ kind: 'kinetic', coefficient: -1 });
  });

  it('knows the masses of nucleons: ħ²/2m = 20.7 MeV fm²', async () => {
    const { hamiltonian } = await experimentOf(
      program('nuclear', 'particles x: 3 nucleons in R^3', 'kinetic + sum(i) 1 MeV fm^-2 * |x[i]|^2'),
    );
    const [kinetic] = hamiltonian.terms;
    expect(kinetic!.kind === 'kinetic' && kinetic!.coefficient).toBeCloseTo(-20.7355, 3);
  });

  it('writes out atoms, molecules and mixtures so that they are read again', async () => {
    const systems: [body: string, expected: string][] = [
      [
        'nuclei { He at [0, 0, 0] }; particles x: 2 electrons in R^3 { up = 1 }',
        'sum(i) -1/2 * ∇²[i] + sum(i<j) 1/|x[i] - x[j]| - sum(i) 2/|x[i] - [0, 0, 0]|',
      ],
      [
        'nuclei R { H at [0, 0, 0]; Z = 3 at [0, 0, 2] }; particles x: 4 electrons in R^3 { up = 2 }',
        'sum(i) -1/2 * ∇²[i] + sum(i<j) 1/|x[i] - x[j]| - sum(i, a) Z[a]/|x[i] - R[a]| + sum(a<b) Z[a]*Z[b]/|R[a] - R[b]|',
      ],
      [
        'particles x: 2 electrons in R^3; particles y: 2 protons in R^3',
        'sum(i in x) -1/2 * ∇²[i] + sum(i in y) -1/(2*1 m_p) * ∇²[i] + sum(i<j) 1/|x[i] - x[j]| - sum(i, j) 1/|x[i] - y[j]| + sum(i<j) 1/|y[i] - y[j]|',
      ],
    ];
    for (const [body, expected] of systems) {
      const named = program('atomic', body, 'coulomb');
      expect(await writtenOut(named, 'coulomb')).toBe(expected);
      const errors = (await parseProgram(program('atomic', body, expected), 'a.qham')).diagnostics;
      expect(errors.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(errors.map(({ code }) => code)).toEqual(await codesOf(named));
    }
  });
});
