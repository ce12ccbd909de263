/** Texts whose units or physics cannot be right, beside near ones that are. */

import { file, withH } from '../marked.ts';
import type { Case } from './case.ts';

const inUnits = (units: string, hamiltonian: string, train?: string) =>
  file({
    units: `units ${units}`,
    hamiltonian: `hamiltonian ${hamiltonian}`,
    ...(train === undefined ? {} : { train }),
  });
const nuclear = (parameters: string, H: string, train?: string) =>
  inUnits('nuclear', `Trap(${parameters}) { particle r in R^3; H = -ħ^2/(2*m) * ∇²[r] + ${H} }`, train);
/** One particle, seen by its potential alone. */
const potential = (V: string, space = 'R^3') => withH(`particle r in ${space}; H = -1/2 * ∇²[r] + ${V}`, '');
/** Particles of a kind without ansatz and train. */
const many = (particles: string, H: string, parameters = '') =>
  `units atomic\nhamiltonian Many${parameters} { particles x: ${particles}; H = ${H} }`;
const TRAP = 'sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2)';
const spins = (H: string) =>
  `units oscillator\nhamiltonian Chain(h = 1) { lattice chain(8) open of spins 1/2; H = ${H} }`;

/** The place of the whole psi is marked here, so that the cases only say what it is. */
const dot = (psi: string, blocks = '') =>
  train('6 electrons in R^2 { up = 3 }', `${blocks}psi = «${psi}»`, `${TRAP} + sum(i<j) 1/|x[i] - x[j]|`);
const atom = (psi: string) =>
  file({
    units: 'units atomic',
    hamiltonian: 'hamiltonian Trap { particle r in R^3; H = -1/2 * ∇²[r] - 1/|r| }',
    ansatz: `ansatz Net { N = mlp { }; psi = «${psi}» }`,
  });
const well = (psi: string) =>
  file({
    hamiltonian: 'hamiltonian Trap { particle r in R^3; H = -1/2 * ∇²[r] - 5 * exp(-|r|^2) }',
    ansatz: `ansatz Net { N = mlp { }; psi = «${psi}» }`,
  });
const box = (psi: string) =>
  file({
    hamiltonian: 'hamiltonian Trap { particle x in R; H = -1/2 * ∇²[x] + { -1 if |x| < 1, 0 otherwise } }',
    ansatz: `ansatz Net { N = mlp { }; psi = ${psi.includes('N(') ? psi : psi.replace('«', '«N(x)^0 * ')} }`,
  });
const train = (particles: string, ansatz: string, H = TRAP) =>
  `${many(particles, H)}\nansatz Net { ${ansatz} }\nschedule Plain { phase main { steps = 10 } }\ntrain Ground = Many with Net using Plain`;
export const PHYSICS_CASES: Case[] = [
  // Units
  {
    code: 'QH0204',
    bad: nuclear('m = 938.9', '«3 MeV fm^1.5»/|r|'),
    good: nuclear('m = 938.9', '3 MeV fm^1/|r|'),
    message: 'whole numbers',
  },
  {
    code: 'QH0205',
    bad: nuclear('m = 938.9, V0 = 50, a = 2 fm', '-V0 * exp(-|r|/a) * (|r| «+» 3 MeV)/a'),
    good: nuclear('m = 938.9, V0 = 50, a = 2 fm', '-V0 * exp(-|r|/a) * (|r| + 3 fm)/a'),
    message: 'a length plus an energy',
    related: 'this is a length',
  },
  {
    code: 'QH0205',
    bad: inUnits('nuclear', 'Trap(V0 = 50) { particle r in R^3; H = -20.7 * ∇²[r] «-» V0 * exp(-|r|/2 fm) }').replace(
      '|r|/2 fm',
      '|r|/(2 fm)',
    ),
    good: inUnits('nuclear', 'Trap(V0 = 50) { particle r in R^3; H = -20.7 MeV fm^2 * ∇²[r] - V0 * exp(-|r|/(2 fm)) }'),
    message: '1/length² minus an energy',
    hint: 'ħ^2/(2*m)',
  },
  {
    code: 'QH0205',
    bad: inUnits(
      'atomic',
      'Trap(V0 = 5 eV, a = 2 Å) { particle r in R^3; H = -1/2 * ∇²[r] + V0 * exp(-|r|^2/a^2) «+» a }',
    ),
    good: inUnits(
      'atomic',
      'Trap(V0 = 5 eV, a = 2 Å) { particle r in R^3; H = -1/2 * ∇²[r] + V0 * exp(-|r|^2/a^2) + a/|r|^2 }',
    ),
    message: 'an energy plus a length',
  },
  {
    code: 'QH0205',
    bad: nuclear('m = 938.9, a = 2', '50 * exp(-|r|/a)').replace('[r] +', '[r] «+»'),
    good: nuclear('m = 938.9, a = 2', '50 MeV * exp(-|r|/a)'),
    message: 'an energy plus a pure number',
    hint: 'it may lack its unit, MeV',
  },
  {
    code: 'QH0206',
    bad: nuclear('m = 938.9, V0 = 50, a = 2 fm', '{ -V0 if |r| < «3 MeV», 0 otherwise } * exp(-|r|/a)'),
    good: nuclear('m = 938.9, V0 = 50, a = 2 fm', '{ -V0 if |r| < 3 fm, 0 otherwise } * exp(-|r|/a)'),
    message: 'a length cannot be compared with an energy',
  },
  {
    code: 'QH0207',
    bad: nuclear('m = 938.9, V0 = 50', '-V0 * exp(«-|r|»)'),
    good: nuclear('m = 938.9, V0 = 50, a = 1', '-V0 * exp(-|r|/a)'),
    message: 'exp takes a pure number, and this is a length',
    hint: 'exp(r/a)',
  },
  {
    code: 'QH0208',
    bad: nuclear('m = 938.9, V0 = 50', '-V0 * 2^«(-|r|)»'),
    good: nuclear('m = 938.9, V0 = 50, a = 1', '-V0 * 2^(-|r|/a)'),
    message: 'this is a length',
  },
  {
    code: 'QH0209',
    bad: inUnits('nuclear', 'Trap { particle r in R^3; H = «-20.7 * ∇²[r]» }'),
    good: inUnits('nuclear', 'Trap { particle r in R^3; H = -20.7 MeV fm^2 * ∇²[r] }'),
    message: '1/length²',
  },
  {
    code: 'QH0210',
    bad: nuclear(
      'm = 938.9, V0 = 50, a = 2',
      '-V0 * exp(-|r|/a)',
      'train Ground = Trap(a = «3 MeV») with Net using Plain',
    ),
    good: nuclear(
      'm = 938.9, V0 = 50, a = 2',
      '-V0 * exp(-|r|/a)',
      'train Ground = Trap(a = 3 fm) with Net using Plain',
    ),
    message: '‘a’ is a length, and this is an energy',
    related: '‘a’ is a length',
  },
  {
    code: 'QH0211',
    bad: withH('particle r in R^3; H = -1/2 * ∇²[r] + «5 eV» * |r|^2', ''),
    good: inUnits('atomic', 'Trap { particle r in R^3; H = -1/2 * ∇²[r] + 5 eV * |r|^2 }'),
    hint: 'units atomic',
  },
  {
    code: 'QH0211',
    bad: withH('particle r in R^3; H = -1/(2*«mN») * ∇²[r] + |r|^2', ''),
    good: inUnits('atomic', 'Trap { particle r in R^3; H = -1/(2*mN) * ∇²[r] + |r|^2 }'),
    message: 'how large ‘mN’ is',
  },
  {
    code: 'QH0212',
    bad: nuclear(
      'm = 938.9, V0 = 50, a = 2',
      '-V0 * exp(-|r|/a)',
      'train Ground = Trap with Net using Plain { expect energy = «1 fm» within 1% }',
    ),
    good: nuclear(
      'm = 938.9, V0 = 50, a = 2',
      '-V0 * exp(-|r|/a)',
      'train Ground = Trap with Net using Plain { expect energy = 1 MeV within 1% }',
    ),
    message: 'takes an energy',
  },
  {
    code: 'QH0212',
    bad: file({
      units: 'units atomic',
      schedule: 'schedule Plain { sampler metropolis { start = cube(«3 eV») }; phase main { steps = 10 } }',
    }),
    good: file({
      units: 'units atomic',
      schedule: 'schedule Plain { sampler metropolis { start = cube(3 Å) }; phase main { steps = 10 } }',
    }),
    message: 'takes a length, and this is an energy',
  },
  // Potentials
  {
    code: 'QH1101',
    bad: potential('|r|^2 - «|r|^4»'),
    good: potential('|r|^4 - |r|^2'),
    message: 'falls without end',
  },
  { code: 'QH1101', bad: potential('«3*r»', 'R'), good: potential('3*|r|', 'R'), message: 'r → −∞' },
  {
    code: 'QH1101',
    bad: potential('1/2*|r|^2 + r.x^2*r.y - «r.y^3/3»', 'R^2'),
    good: potential('1/2*|r|^2 + r.x^2*r.y^2', 'R^2'),
  },
  {
    code: 'QH1101',
    bad: many('3 bosons in R', `${TRAP} - sum(i<j) «(x[i] - x[j])^2»`),
    good: many('3 bosons in R', `${TRAP} - 0.1 * sum(i<j) (x[i] - x[j])^2`),
  },
  {
    code: 'QH1102',
    bad: withH('particle r in R^3; H = «-1/2 * ∇²[r] - 0.13/|r|^2 + |r|^2»', ''),
    good: withH('particle r in R^3; H = -1/2 * ∇²[r] - 0.12/|r|^2 + |r|^2', ''),
    message: 'beyond 0.125/r²',
  },
  {
    code: 'QH1102',
    bad: withH('particle r in R^3; H = «-1/2 * ∇²[r] - 1/|r|^3 + |r|^2»', ''),
    good: withH('particle r in R^3; H = -1/2 * ∇²[r] - 1/|r| + |r|^2', ''),
    message: 'steeper than',
  },
  {
    code: 'QH1102',
    bad: withH('particle r in R; H = «-1/2 * ∇²[r] - 1/|r| + r^2»', ''),
    good: withH('particle r in R; H = -1/2 * ∇²[r] - 1/sqrt(r^2 + 1) + r^2', ''),
    message: 'on a line',
  },
  {
    code: 'QH1102',
    bad: many('3 bosons in R', `«${TRAP} - sum(i<j) 1/|x[i] - x[j]|»`),
    good: many('3 fermions in R', `${TRAP} - sum(i<j) 1/|x[i] - x[j]|`),
    message: 'where two particles x meet',
  },
  {
    code: 'QH1115',
    bad: many('3 bosons in R^3', `${TRAP} + 1/2 * «sum(i, j) 1/|x[i] - x[j]|»`),
    good: many('3 bosons in R^3', `${TRAP} + 1/2 * sum(i, j) |x[i] - x[j]|`),
    message: 'the sum also takes i = j, where a particle meets itself',
    hint: 'sum(i<j)',
  },
  {
    code: 'QH1115',
    bad: potential('|r|^2 + «sqrt(1 - |r|^2)»'),
    good: potential('|r|^2 + sqrt(1 + |r|^2)'),
    message: 'has no value for some positions',
  },
  // Operators
  { code: 'QH1105', bad: spins('«-h * sum(i) σ₊[i]»'), good: spins('-h * sum(i) (σ₊[i] + σ₋[i])'), hint: 'σ₋[i]' },
  {
    code: 'QH1105',
    bad: spins('sum(<i,j>) «sp[i]*sm[j]»'),
    good: spins('sum(<i,j>) sp[i]*sm[j] + sum(<i,j>) sm[i]*sp[j]'),
    hint: 'sm[i]*sp[j]',
    message: 'decided symbolically',
  },
  {
    code: 'QH1105',
    bad: spins('sum(i) «σx[i]*σy[i]»'),
    good: spins('sum(<i,j>) (σx[i]*σy[j] + σy[i]*σx[j])'),
    message: 'differs from its adjoint',
  },
  {
    code: 'QH1105',
    bad: withH('particle r in R; H = -1/2 * ∇²[r] + r^2 + «i*p[r]»', ''),
    good: withH('particle r in R; H = -1/2 * ∇²[r] + r^2 + 3*p[r]', ''),
    hint: 'without i',
  },
  // Identical particles
  {
    code: 'QH1106',
    bad: many('3 bosons in R', `${TRAP} + «x[1]^2»`),
    good: many('3 bosons in R', `${TRAP} + x[1]^2 + x[2]^2 + x[3]^2`),
    message: 'exchanging 1 and 2',
    related: 'are identical',
  },
  {
    code: 'QH1106',
    bad: many('3 fermions in R', `${TRAP} + sum(i<j) «(x[i] - x[j]) * exp(-(x[i] - x[j])^2)»`),
    good: many('3 fermions in R', `${TRAP} + sum(i<j) (x[i] - x[j])^2 * exp(-(x[i] - x[j])^2)`),
    message: 'fermions x change places',
  },
  // Wave functions
  {
    code: 'QH1103',
    bad: dot('rbm { hidden = 4 } * slater(x)'),
    good: dot('exp(J) * slater(x)', 'J = jastrow { cusps = exact }; '),
    message: 'where two particles x meet',
    hint: 'its slope there is 1 times psi',
    related: 'diverges',
  },
  {
    code: 'QH1103',
    bad: atom('exp(N(r) - |r|^2)'),
    good: atom('exp(N(r) - |r|)'),
    message: 'where r is at the origin',
    hint: 'its slope there is −1 times psi',
  },
  {
    code: 'QH1103',
    bad: atom('N(r) * exp(-|r|^2 / 2)'),
    good: atom('N(r, |r|) * exp(-|r|^2 / 2)'),
  },
  {
    code: 'QH1104',
    bad: well('N(r)'),
    good: well('N(r) * exp(-|r|^2 / 2)'),
    message: 'does not vanish far away',
    hint: 'an envelope',
    related: 'does not confine',
  },
  { code: 'QH1104', bad: well('N(r) / (1 + exp(-r.x))'), good: well('N(r) / (1 + |r|^2)^2') },
  {
    code: 'QH1107',
    bad: train('4 fermions in R', 'B = equivariant { }; psi = «product(orbitals(B) * gaussian_envelope(x))»'),
    good: train('4 fermions in R', 'B = equivariant { }; psi = det(orbitals(B) * gaussian_envelope(x))'),
    message: 'stays the same when two particles x change places, and they are fermions',
    hint: 'det(',
    related: 'are fermions',
  },
  {
    code: 'QH1107',
    bad: train('4 bosons in R', 'B = equivariant { }; psi = «det(orbitals(B) * gaussian_envelope(x))»'),
    good: train('4 bosons in R', 'B = equivariant { }; psi = det(orbitals(B) * gaussian_envelope(x))^2'),
    message: 'changes its sign',
  },
  {
    code: 'QH1107',
    bad: train(
      '4 fermions in R { up = 2 }',
      'B = equivariant { }; psi = «det(orbitals(B, spin = up) * gaussian_envelope(x))»',
    ),
    good: train(
      '4 fermions in R { up = 2 }',
      'B = equivariant { }; U = orbitals(B, spin = up); D = orbitals(B, spin = down); psi = det(U * gaussian_envelope(x)) * det(D * gaussian_envelope(x))',
    ),
    message: 'two particles x of spin down change places',
    hint: 'det(orbitals(B, spin = down)',
  },
  // The only particle of spin down has nobody to change places with.
  {
    code: 'QH1107',
    bad: train('4 fermions in R { up = 2 }', 'B = equivariant { }; psi = «det(orbitals(B, spin = up))»'),
    good: train('3 fermions in R { up = 2 }', 'B = equivariant { }; psi = det(orbitals(B, spin = up))'),
  },
  {
    code: 'QH0612',
    bad: train(
      '4 fermions in R',
      'B = equivariant { }; psi = det(orbitals(B)) * det(orbitals(B, spin = «down») * gaussian_envelope(x))',
    ),
    good: train(
      '4 fermions in R { up = 2 }',
      'B = equivariant { }; psi = det(orbitals(B, spin = up)) * det(orbitals(B, spin = down) * gaussian_envelope(x))',
    ),
    message: 'none of the particles x of Many has the fixed spin down',
    hint: 'up = N/2',
    related: 'declared here',
  },
  {
    code: 'QH1107',
    bad: train('2 fermions in R', 'J = jastrow { }; psi = «exp(J - sum(i) x[i]^2)»'),
    good: train('2 fermions in R { up = 1 }', 'J = jastrow { }; psi = exp(J - sum(i) x[i]^2)'),
  },
  {
    code: 'QH1113',
    bad: box('«{ cos(x) if |x| < 1, exp(-|x|) otherwise }»'),
    good: box('{ cos(π/4*x) if |x| < 1, exp(-π/4*(|x| - 1))/sqrt(2) otherwise }'),
    message: 'jumps where two cases meet',
    hint: 'the slopes of both cases agree',
    related: 'cos(x)',
  },
  {
    code: 'QH1113',
    bad: box('«{ 1 if |x| < 1, exp(1 - |x|) otherwise }»'),
    good: box('{ cos(π/2*x) if |x| < 1, 0 otherwise }'),
    message: 'has a kink where two cases meet',
  },
  {
    code: 'QH1113',
    bad: box('«N(x) * { exp(-|x|) if x > -1, exp(x) otherwise }»'),
    good: box('N(x) * { exp(-|x|) if x < -1, exp(x) otherwise } * exp(-x^2)'),
    message: 'has a kink',
    related: '|x|',
  },
];
