import { parseProgram } from 'qham/compile';
import { expect, it } from 'vitest';
import { symmetriesOf } from '../../runtime/hamiltonian/symmetries.ts';

const symmetries = async (potential: string) => {
  const program = await parseProgram(
    `units oscillator\nhamiltonian T { particle r in R^3; H = -∇²[r]/2 + |r|^2/2 + ${potential} }
ansatz A { N = mlp { }; psi = N(r) * exp(-|r|^2) }\nschedule S { phase main { steps = 1 } }\ntrain G = T with A using S`,
    'test.qham',
  );
  return symmetriesOf(program.experiment('G').hamiltonian);
};

it.each([
  ['exp(-|r|)', ['parity', 'rotations']],
  ['dot(r, r)^2', ['parity', 'rotations']],
  ['r[1]^2', ['parity']],
  ['sum(d) r[d]^4', ['parity']],
  ['sin(r[1])^2', ['parity']],
  ['sin(r[1]) * r[2]', ['parity']],
  ['cos(r[1])', ['parity']],
  ['r[1]', []],
  ['r[1]^3', []],
  ['exp(-r[1])/9', []],
  ['|r - [1, 0, 0]|', []],
  ['|2*r|', ['parity', 'rotations']],
])('%s has %j', async (potential, expected) => {
  expect(await symmetries(potential)).toEqual(expected);
});
