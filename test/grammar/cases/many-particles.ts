import { file } from '../marked.ts';
import type { Case } from './case.ts';

/** A file about so many particles or sites; what it trains is of no matter here. */
const system = (body: string, parameters = '') =>
  ['units oscillator', `hamiltonian Many${parameters} { ${body} }`].join('\n');
const FERMIONS = 'particles x: 3 fermions in R^1';
const KINETIC = 'sum(i) -1/2 * ∇²[i]';
const trap = (rest: string, particles = FERMIONS) => system(`${particles}; H = ${KINETIC} + ${rest}`);

const lattice = (shape: string) => system(`lattice ${shape} of spins 1/2; H = sum(i) σx[i]`);
const helium = (nuclei: string) =>
  system(`nuclei { ${nuclei} }; particles r: 2 electrons in R^3 { up = 1 }; H = coulomb`);

/** A sound file that trains three fermions. */
const trained = (h: string) =>
  file({
    hamiltonian: `hamiltonian Trap { ${FERMIONS}; H = ${h} }`,
    ansatz: 'ansatz Net { B = equivariant { }; psi = det(orbitals(B) * gaussian_envelope(x)) }',
  });

/** The same with a wave function that says more of its parts. */
const waved = (orbitals: string, slater = 'slater(x)') =>
  trained(KINETIC).replace('orbitals(B) * gaussian_envelope(x))', `${orbitals} * gaussian_envelope(x)) * ${slater}`);

/** Sums over particles, pairs and bonds, operators, and formulas with a name. */
export const MANY_CASES: Case[] = [
  {
    code: 'QH0415',
    bad: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(«i») -1/2 * ∇²[i] + sum(i, j) |e[i] - h[j]|',
    ),
    good: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) -1/2 * ∇²[i] + sum(k in h) -1/2 * ∇²[k] + sum(i, j) |e[i] - h[j]|',
    ),
    hint: 'sum(i in x)',
  },
  {
    code: 'QH0416',
    bad: trap('sum(<«i»,j>) |x[i] - x[j]|'),
    good: trap('sum(i<j) |x[i] - x[j]|'),
    hint: 'lattice chain',
  },
  {
    code: 'QH0417',
    bad: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) -1/2 * ∇²[i] + sum(k in h) -1/2 * ∇²[k] + sum(i < «j») |e[i] - h[j]|',
    ),
    good: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) -1/2 * ∇²[i] + sum(k in h) -1/2 * ∇²[k] + sum(i, j) |e[i] - h[j]|',
    ),
    hint: 'sum(i, j)',
  },
  {
    code: 'QH0424',
    bad: trained('sum(i) (-1/2 * ∇²[i] + x[«4»]^2)'),
    good: trained('sum(i) (-1/2 * ∇²[i] + x[3]^2)'),
    message: 'it has 3',
  },
  { code: 'QH0511', bad: system('particles x: «2.5» fermions in R^1; H = sum(i) -∇²[i]'), good: trap('x[1]^2') },
  {
    code: 'QH0510',
    bad: system('particles x: 3 «fermion» in R^1; H = sum(i) -∇²[i]'),
    good: trap('x[1]^2'),
    hint: '‘fermions’',
  },
  {
    code: 'QH0512',
    bad: trap('x[1]^2', 'particles x: 3 fermions in R^1 { up = «4» }'),
    good: trap('x[1]^2', 'particles x: 3 fermions in R^1 { up = 3 }'),
    related: 'there are 3',
  },
  { code: 'QH0513', bad: lattice('«chian»(4) open'), good: lattice('chain(4) open'), hint: '‘chain’' },
  { code: 'QH0514', bad: system('«lattice chain(4) of spins 1/2»; H = sum(i) σx[i]'), good: lattice('chain(4) open') },
  {
    code: 'QH0514',
    bad: lattice('chain(4) «closed»'),
    good: lattice('chain(4) periodic'),
    message: '‘closed’',
    hint: 'open or periodic',
  },
  { code: 'QH0515', bad: lattice('chain(«2.5») open'), good: lattice('chain(4) open'), message: '2.5 sites' },
  {
    code: 'QH0516',
    bad: system('lattice chain(4) open of spins «1/3»; H = sum(i) σx[i]'),
    good: system('lattice chain(4) open of spins 3/2; H = sum(i) Sx[i]'),
  },
  {
    code: 'QH0517',
    bad: system('lattice chain(4) open of spins 1/2; «lattice chain(3) open of spins 1/2»; H = 1'),
    good: lattice('chain(4) open'),
    related: 'declared here',
  },
  {
    code: 'QH0518',
    bad: trap('x[1]^2', 'particles x: 3 fermions in «periodic_box(D = 1)»').replace('x[1]^2', '1'),
    good: trap('1', 'particles x: 3 fermions in periodic_box(D = 1, side = 5)'),
    hint: 'side = 5',
  },
  { code: 'QH0519', bad: helium('«Hx» at [0, 0, 0]'), good: helium('He at [0, 0, 0]'), hint: 'Z = 2' },
  { code: 'QH0520', bad: helium('Z = 2 at «0»'), good: helium('Z = 2 at [0, 0, 0]'), hint: 'coordinates' },
  {
    code: 'QH0708',
    bad: trap('x[1]^2', 'particles x: 3 fermions in R^1 { «spn» }'),
    good: trap('x[1]^2', 'particles x: 3 fermions in R^1 { spin }'),
    hint: '‘spin’',
  },
  { code: 'QH0418', bad: trap('x[«x[1]»]^2'), good: trap('x[1]^2'), message: 'counted by' },
  {
    code: 'QH0418',
    bad: system('particle x in R; H = p[«1»]^2/2 + x^2'),
    good: system('particle x in R; H = p[x]^2/2 + x^2'),
    message: 'there is one particle, ‘x’',
    hint: 'write p[x]',
  },
  // One message for a name that means nothing.
  { code: 'QH0101', bad: trap('sum(k) x[«j»]^2'), good: trap('sum(k) x[k]^2') },
  { code: 'QH0404', bad: trap('sum(i) |«x»|'), good: trap('sum(i) |x[i]|'), hint: '|x[i]|' },
  { code: 'QH0408', bad: system(`${FERMIONS}; H = -1/2 * «∇²»[1]`), good: trap('0'), hint: 'write sum(i) ∇²[i]' },
  {
    code: 'QH0419',
    bad: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) (-1/2 * ∇²[i] + h[«i»]^2) + sum(k in h) -1/2 * ∇²[k]',
    ),
    good: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) (-1/2 * ∇²[i] + e[i]^2) + sum(k in h) -1/2 * ∇²[k]',
    ),
    related: 'counted here',
  },
  {
    code: 'QH0420',
    bad: trap('sum(j) «σz[j]»'),
    good: trap('sum(j) σz[j]', 'particles x: 3 fermions in R^1 { spin }'),
    message: 'acts on spin',
  },
  {
    code: 'QH0420',
    bad: system('lattice chain(4) open of spins 1/2; H = sum(i) «p[i]^2»'.replace('«p[i]^2»', '«p[i]»^2')),
    good: system('lattice chain(4) open of spins 1/2; H = sum(i) σz[i]'),
    message: 'do not move',
  },
  {
    code: 'QH0421',
    bad: trap('sum(i) «{ 5 if |x[i]| < 1 }»'.replaceAll('(i)', '(j)').replaceAll('[i]', '[j]')),
    good: trap('sum(j) { 5 if |x[j]| < 1, 0 otherwise }'),
    hint: '0 otherwise',
  },
  {
    code: 'QH0422',
    bad: trap('sum(j) { 0 otherwise, «5 if |x[j]| < 1» }'),
    good: trap('sum(j) { 5 if |x[j]| < 1, 0 otherwise }'),
    related: 'everywhere else',
  },
  {
    code: 'QH0423',
    bad: `potential V(r; a = 1) = exp(-r/a)\n${file({ hamiltonian: 'hamiltonian Trap { particle r in R^3; H = -1/2 * ∇²[r] + «V(r)» }' })}`,
    good: `potential V(r; a = 1) = exp(-r/a)\n${file({ hamiltonian: 'hamiltonian Trap { particle r in R^3; H = -1/2 * ∇²[r] + V(|r|) }' })}`,
    hint: 'distances',
    related: 'defined here',
  },
  {
    code: 'QH0306',
    bad: waved('orbitals(B, «determinents» = 3)'),
    good: waved('orbitals(B, determinants = 3)'),
    hint: 'orbitals(B, determinants = …, spin = …, init = …, bias_init = …)',
  },
  {
    code: 'QH0306',
    bad: waved('orbitals(B)', 'slater(x, «flow» = equivariant { })'),
    good: waved('orbitals(B)', 'slater(x, backflow = equivariant { })'),
    hint: 'backflow',
  },
  {
    code: 'QH0611',
    bad: waved('orbitals(B, spin = up) * orbitals(B, spin = down)')
      .replace('psi = det(', 'psi = «det(')
      .replace(') * slater', ')» * slater'),
    good: waved('orbitals(B, spin = all) * orbitals(B)'),
    related: 'these are of spin down',
  },
  { code: 'QH0704', bad: waved('orbitals(B, determinants = «2.5»)'), good: waved('orbitals(B, determinants = 2)') },
  {
    code: 'QH0703',
    bad: waved('orbitals(B, spin = «3»)'),
    good: waved('orbitals(B, spin = all)'),
    message: 'one of all, up, down',
  },
  {
    code: 'QH0101',
    bad: waved('orbitals(B, init = «gloriot»)'),
    good: waved('orbitals(B, init = glorot)'),
    hint: '‘glorot’',
  },
  {
    code: 'QH0101',
    bad: waved('orbitals(B, spin = all) * «normal»(std = 1)'),
    good: waved('orbitals(B, init = normal(std = 1))'),
  },
  {
    code: 'QH0404',
    bad: waved('orbitals(B)', 'slater(x, backflow = «2»)'),
    good: waved('orbitals(B)', 'slater(x, backflow = B)'),
    hint: 'equivariant',
  },
];
