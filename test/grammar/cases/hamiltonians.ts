import { file, withH } from '../marked.ts';
import { type Case, KINETIC } from './case.ts';

/** A system in atomic units with a named energy. */
const energy = (particles: string, H: string) => `units atomic\nhamiltonian T { ${particles}; H = ${H} }`;

/** Hamiltonians of one particle. */
export const HAMILTONIANS_CASES: Case[] = [
  {
    code: 'QH0501',
    bad: file({ hamiltonian: 'hamiltonian «Trap» { particle r in R^3; T = -1/2 * ∇²[r] }' }),
    good: file(),
    hint: 'add H',
  },
  { code: 'QH0502', bad: withH('particle r in R^D; «H» = 1/2 * |r|^2'), good: withH(KINETIC), hint: '-1/2 * ∇²[r]' },
  {
    code: 'QH0503',
    bad: withH('particle r in R^D; H = 1/2 * «∇²[r]»'),
    good: withH(KINETIC),
    message: '0.5',
    hint: 'mass m',
  },
  {
    code: 'QH0503',
    bad: withH('particle r in R^D; H = 1/(2*m) * «∇²[r]»', '(D = 3, m = 1)'),
    good: withH('particle r in R^D; H = 1/(2*m) * ∇²[r]', '(D = 3, m = -1)'),
  },
  { code: 'QH0503', bad: withH('particle r in R^D; H = 0 * «∇²[r]»'), good: withH(KINETIC), message: 'infinite' },
  {
    code: 'QH0504',
    bad: withH('particle r in R^D; H = «-|r| * ∇²[r]»'),
    good: withH(KINETIC),
    message: 'the factor of ∇² depends on the position',
  },
  {
    code: 'QH0504',
    bad: withH('particle r in R^2; H = -1/2 * ∇²[r] + «r.x * p[r].y»', ''),
    good: withH('particle r in R^2; H = -1/2 * ∇²[r] + 2 * p[r].y', ''),
    message: 'the factor of this momentum depends on the position',
    hint: 'vector potentials',
  },
  {
    code: 'QH0505',
    bad: file({ hamiltonian: 'hamiltonian «Trap» { H = 1 }', ansatz: 'ansatz Net { N = mlp { }; psi = N(1) }' }),
    good: file(),
  },
  {
    code: 'QH0507',
    bad: withH('particle r in R^«2.5»; H = -1/2 * ∇²[r]', ''),
    good: withH('particle r in R^2; H = -1/2 * ∇²[r]', ''),
    message: '2.5 dimensions',
  },
  {
    code: 'QH0507',
    bad: withH('particle r in R«⁻¹»; H = -1/2 * ∇²[r]', ''),
    good: withH('particle r in ℝ³; H = -1/2 * ∇²[r]', ''),
  },
  {
    code: 'QH0508',
    bad: withH('particle r in «C»^3; H = -1/2 * ∇²[r]', ''),
    good: withH('particle r in ℝ^3; H = -1/2 * ∇²[r]', ''),
    hint: 'R^3',
  },
  { code: 'QH0509', bad: withH('particle r in R^D; H = «r»'), good: withH(KINETIC), message: 'this is a vector' },
  {
    code: 'QH0521',
    bad: 'units natural\nhamiltonian T { lattice chain(4) open of spins 1/2; H = sum(i) σx[i] + «kinetic» }',
    good: 'units natural\nhamiltonian T { lattice chain(4) open of spins 1/2; H = sum(i) σx[i] }',
    message: 'there are none',
  },
  {
    code: 'QH0522',
    bad: energy('particles x: 3 bosons in R^3', '«coulomb»'),
    good: energy('particles x: 3 bosons in R^3 { charge = 1 }', 'coulomb'),
    message: 'needs the charge of x, and bosons have none of their own',
    hint: 'charge = 1',
    related: 'declared here',
  },
  {
    code: 'QH0522',
    bad: energy('particle r in R^3', '«kinetic»').replace('atomic', 'nuclear'),
    good: energy('particle r in R^3', 'kinetic'),
    message: 'needs the mass of r, and a single particle has none',
  },
  {
    code: 'QH0523',
    bad: energy('particles x: 3 electrons in R^3', 'kinetic + «ewald»'),
    good: energy('particles x: 3 electrons in periodic_box(rs = 2)', 'kinetic + ewald'),
    hint: 'coulomb',
  },
  {
    code: 'QH0523',
    bad: energy('particles x: 3 electrons in periodic_box(rs = 2)', '«coulomb»'),
    good: energy('particles x: 3 electrons in R^3', 'coulomb'),
    hint: 'kinetic + ewald',
  },
  {
    code: 'QH0525',
    bad: energy('particles r: 2 electrons in R^3', '«kinetic» + coulomb'),
    good: energy('particles r: 2 electrons in R^3', 'coulomb + sum(i) |r[i]|^2'),
    message: '‘coulomb’ already has the kinetic energy',
    related: '‘coulomb’ stands here',
  },
  {
    code: 'QH0525',
    bad: energy('particles r: 2 bosons in R^3 { mass = 4 }', 'kinetic - «(1/8 * sum(i) ∇²[i])» + sum(i) |r[i]|^2'),
    good: energy('particles r: 2 bosons in R^3 { mass = 4 }', 'kinetic + sum(i) |r[i]|^2'),
    hint: 'leave one of the two out',
  },
  {
    code: 'QH0524',
    bad: energy('particles x: 3 electrons in periodic_box(side = 2, D = 1)', 'kinetic + «ewald»'),
    good: energy('particles x: 3 electrons in periodic_box(side = 2, D = 2)', 'kinetic + ewald'),
    message: '1 dimension:',
  },
];
