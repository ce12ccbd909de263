import { file, withPsi, withTrain } from '../marked.ts';
import { type Case, PSI } from './case.ts';

/** Wave functions of one particle. */
export const ANSAETZE_CASES: Case[] = [
  { code: 'QH0601', bad: file({ ansatz: 'ansatz «Net» { N = mlp { }; phi = N(r) }' }), good: file(), hint: 'psi' },
  { code: 'QH0602', bad: withPsi('«psi» = exp(-|r|^2)'), good: withPsi(PSI), message: 'nothing to train' },
  { code: 'QH0603', bad: withPsi('N = mlp { }; psi = «N(r) * r»'), good: withPsi(PSI), message: 'a vector' },
  {
    code: 'QH0604',
    bad: `${withTrain('Trap with «Net» using Plain')}\nhamiltonian Other { particle x in R^3; H = -1/2 * ∇²[x] }`.replace(
      'N(r) * exp(-|r|^2 / 2)',
      'N(x)',
    ),
    good: file(),
    hint: '‘r’',
    related: 'uses ‘x’ here',
  },
  {
    code: 'QH0605',
    bad: withPsi('N = mlp { }; psi = N(r) + «N(r, |r|)»'),
    good: withPsi('N = mlp { }; M = mlp { }; psi = N(r) + M(r, |r|)'),
    message: '4 inputs here and 3 elsewhere',
    related: '3 here',
  },
  {
    code: 'QH0606',
    bad: withPsi('N = mlp { }; M = mlp { }; psi = M(«N(r)»)'),
    good: withPsi('N = mlp { }; M = mlp { }; psi = M(r) * N(r)'),
    message: 'another network',
  },
  { code: 'QH0607', bad: withPsi('psi = «mlp { }» * exp(-|r|^2)'), good: withPsi(PSI), hint: 'N = mlp' },
  {
    code: 'QH0608',
    bad: `units oscillator
hamiltonian Line { particle x in R; H = -1/2 * ∇²[x] + x^4 }
hamiltonian Space { particle x in R^3; H = -1/2 * ∇²[x] + |x|^4 }
ansatz Net { N = mlp { }; psi = N(x) * exp(-x^4) }
schedule Plain { phase main { steps = 10 } }
train A = Line with Net using Plain
train B = Space with «Net» using Plain`,
    good: `units oscillator
hamiltonian Line { particle x in R; H = -1/2 * ∇²[x] + x^4 }
ansatz Net { N = mlp { }; psi = N(x) * exp(-x^4) }
schedule Plain { phase main { steps = 10 } }
train A = Line with Net using Plain`,
    related: 'uses it here',
  },
  {
    code: 'QH0609',
    bad: withPsi('N = mlp { }; psi = «N(1)»'),
    good: withPsi('N = mlp { }; psi = N(r)'),
    hint: 'N(r)',
  },
  {
    code: 'QH0610',
    bad: `units oscillator
hamiltonian Line { particle x in R; H = -1/2 * ∇²[x] + x^4 }
ansatz Net { N = mlp { }; psi = «exp(N(x) - |x|)» }
schedule Plain { phase main { steps = 10 } }
train A = Line with Net using Plain`,
    good: `units oscillator
hamiltonian Line { particle x in R; H = -1/2 * ∇²[x] + x^4 }
ansatz Net { N = mlp { }; psi = exp(N(x) - |x|^2) }
schedule Plain { phase main { steps = 10 } }
train A = Line with Net using Plain`,
    hint: 'sqrt',
  },
  {
    code: 'QH0610',
    bad: withPsi('N = mlp { }; psi = «N(r) * exp(-|r| - |r.x|)»'),
    good: withPsi('N = mlp { }; psi = N(r) * exp(-|r|)'),
    message: 'on a plane',
  },
];
