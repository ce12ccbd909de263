import { file } from '../marked.ts';
import type { Case } from './case.ts';

const withSweep = (rest: string) => `${file()}\nsweep Curve = Ground over D in ${rest}`;
const FERMIONS = {
  hamiltonian: 'hamiltonian Trap(A = 2) { particles x: A fermions in R^1; H = sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2) }',
  ansatz: 'ansatz Net { B = equivariant { }; Phi = orbitals(B) * gaussian_envelope(x); psi = det(Phi) }',
};
const trained = (body: string, more = '') =>
  `${file({ ...FERMIONS, train: `train Ground = Trap with Net using Plain { ${body} }` })}\n${more}`;
const OTHER = 'train Other = Trap with Net using Plain';
const inverse = (members: string) =>
  `units atomic\nwavefunction S(r in R^3) = exp(-|r|)\ninverse Coulomb { ${members} }`;
const UNKNOWN = 'state = S; potential U = mlp { }';
const ANCHOR = 'anchor U([1, 0, 0]) = -1';

/** Trains that begin with others, what they observe, sweeps and inverse problems. */
export const RUN_CASES: Case[] = [
  {
    code: 'QH1401',
    bad: `import «"/etc/trap.qham"»\n${file()}`,
    good: `import "trap.qham"\n${file()}`,
    hint: '../shared',
  },
  { code: 'QH1401', bad: `import «"a\\b.qham"»\n${file()}`, good: `import "a/b.qham"\n${file()}`, hint: 'write /' },
  { code: 'QH1401', bad: `import «"trap.txt"»\n${file()}`, good: `import "trap.qham"\n${file()}`, hint: '.qham' },
  { code: 'QH1402', bad: `import «"trap.qham"»\n${file()}`, good: file(), hint: 'folder of this file' },
  {
    code: 'QH0101',
    bad: trained('start from «Othr»', OTHER),
    good: trained('start from Other', OTHER),
    hint: '‘Other’',
  },
  { code: 'QH0101', bad: trained('freeze «C»'), good: trained('freeze B'), message: 'no block' },
  {
    code: 'QH0101',
    bad: withSweep('[1]').replace('over D', 'over «E»'),
    good: withSweep('[1]'),
    message: 'no parameter',
  },
  {
    code: 'QH0802',
    bad: trained('start from Other; «start from Other»', OTHER),
    good: trained('start from Other', OTHER),
    related: 'the first start from',
  },
  {
    code: 'QH0913',
    bad: trained('«start from Other»', `${OTHER} { start from Ground }`),
    good: trained('start from Other', OTHER),
    message: 'Ground → Other → Ground',
    related: 'takes part',
  },
  { code: 'QH0914', bad: trained('«freeze B, Phi»'), good: trained('freeze B'), hint: 'has learned' },
  {
    code: 'QH0914',
    bad: trained('«freeze B»').replace('phase main {', 'phase main { freeze Phi;'),
    good: trained('freeze B').replace('phase main {', 'phase first { steps = 10 }; phase main { freeze B;'),
    message: 'is frozen in phase main',
    related: 'phase main freezes',
  },
  {
    code: 'QH0914',
    bad: trained('seed = 2')
      .replace('phase main {', 'phase first { steps = 10 }; phase main { freeze B, Phi;')
      .replace('using Plain', 'using «Plain»'),
    good: trained('seed = 2').replace('phase main {', 'phase main { freeze Phi;'),
    message: 'is frozen in phase main',
  },
  { code: 'QH0915', bad: trained('observe «x»'), good: trained('observe density(x)'), hint: 'density(x)' },
  { code: 'QH0306', bad: trained('observe density(x, «bin» = 10)'), good: trained('observe density(x, bins = 10)') },
  { code: 'QH1201', bad: withSweep('«[]»'), good: withSweep('[1, 2]') },
  { code: 'QH1202', bad: withSweep('[«1..3»]'), good: withSweep('[1..3 step 1]'), hint: 'step' },
  { code: 'QH1203', bad: withSweep('[3..1 step «1»]'), good: withSweep('[3..1 step -1]'), message: 'from 3 to 1' },
  { code: 'QH1204', bad: withSweep('«[1..3 step 1, 2]»'), good: withSweep('[1..3 step 1, 4]'), message: '2 is among' },
  {
    code: 'QH1205',
    bad: withSweep('«[1, 1.5]»'),
    good: withSweep('[1, 2]'),
    message: 'Ground cannot be trained with D = 1.5',
  },
  { code: 'QH0708', bad: withSweep('[1] { «chian» }'), good: withSweep('[1] { chain }'), hint: '‘chain’' },
  {
    code: 'QH1301',
    bad: inverse('state = S').replace('inverse Coulomb', 'inverse «Coulomb»'),
    good: inverse(`${UNKNOWN}; ${ANCHOR}`),
  },
  {
    code: 'QH1302',
    bad: inverse(`state = S; potential U = «exp(-1)»; ${ANCHOR}`),
    good: inverse(`${UNKNOWN}; ${ANCHOR}`),
    hint: 'mlp',
  },
  {
    code: 'QH1303',
    bad: inverse(UNKNOWN).replace('inverse Coulomb', 'inverse «Coulomb»'),
    good: inverse(`${UNKNOWN}; ${ANCHOR}`),
    hint: 'anchor U',
  },
  { code: 'QH1304', bad: inverse(`${UNKNOWN}; anchor «|r|» = -1`), good: inverse(`${UNKNOWN}; ${ANCHOR}`) },
  {
    code: 'QH1305',
    bad: inverse(`${UNKNOWN}; ${ANCHOR}; compare U with -1/|r| on «5»`),
    good: inverse(`${UNKNOWN}; ${ANCHOR}; compare U with -1/|r| on ball(5)`),
  },
  {
    code: 'QH0705',
    bad: inverse(`potential U = mlp { }; ${ANCHOR}`).replace('inverse Coulomb', 'inverse «Coulomb»'),
    good: inverse(`${UNKNOWN}; ${ANCHOR}`),
    message: 'state',
  },
];
