import { file, withH } from '../marked.ts';
import { type Case, KINETIC } from './case.ts';

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
    message: 'depends on the position',
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
];
