import { file, withBody, withH, withMlp } from '../marked.ts';
import { type Case, DOUBLED, H } from './case.ts';

/** What cannot be read. */
export const SYNTAX_CASES: Case[] = [
  { code: 'QH0001', bad: H('1/2 «×» |r|^2'), good: H('1/2 * |r|^2'), hint: 'write * or ·' },
  {
    code: 'QH0001',
    bad: withH('particles x: 2 bosons in R; H = sum(i) -1/2 * ∇²[i] + sum(i«≠»j) (x[i] - x[j])^2', ''),
    good: withH('particles x: 2 bosons in R; H = sum(i) -1/2 * ∇²[i] + sum(i<j) (x[i] - x[j])^2', ''),
    hint: 'sum(i<j)',
  },
  {
    code: 'QH0002',
    bad: `${file()}\nsweep Curve = Ground over D in «1»..3`,
    good: `${file()}\nsweep Curve = Ground over D in [1..3 step 1]`,
    message: '‘[’ is missing',
    hint: 'in [-20..20 step 5]',
  },
  {
    code: 'QH0002',
    bad: `«sweeep» Curve = Ground over D in [1, 2]\n${file()}`,
    good: `${file()}\nsweep Curve = Ground over D in [1, 2]`,
    hint: 'did you mean ‘sweep’?',
  },
  { code: 'QH0001', bad: H('«√»(2) * |r|'), good: H('sqrt(2) * |r|'), hint: 'write sqrt(x)' },
  { code: 'QH0002', bad: H('2 «r»[1]^2'), good: H('2 * r[1]^2'), message: 'side by side', hint: '2 * r' },
  {
    code: 'QH0002',
    bad: 'units nuclear\npotential V(r; range = 2 «fmm») = exp(-r/range)',
    good: 'units nuclear\npotential V(r; range = 2 fm) = exp(-r/range)',
    message: '‘fmm’ is no unit that is known',
    hint: 'did you mean ‘fm’? For a product write 2 * fmm',
  },
  {
    code: 'QH0002',
    bad: 'units nuclear\npotential V(r; strength = 2 MeV «fmm»^-2) = strength * r^2',
    good: 'units nuclear\npotential V(r; strength = 2 MeV fm^-2) = strength * r^2',
    hint: 'did you mean ‘fm’?',
  },
  {
    code: 'QH0002',
    bad: 'units nuclear\npotential V(r; strength = 2 «pi») = strength * r^2',
    good: 'units nuclear\npotential V(r; strength = 2 * pi) = strength * r^2',
    message: 'stand side by side',
  },
  { code: 'QH0002', bad: H('|r| «*»* 2'), good: H('|r|^2'), message: '‘**’', hint: 'r^2' },
  {
    code: 'QH0002',
    bad: 'units oscillator\n«hamiltonain» A { }',
    good: file(),
    message: 'does not begin a statement',
    hint: '‘hamiltonian’',
  },
  {
    code: 'QH0002',
    bad: 'units oscillator\nansatz Net { N = mlp { «}»',
    good: file(),
    message: 'before ‘{’ is closed',
    related: 'opened here',
  },
  { code: 'QH0002', bad: H('(1 + |r|«]»'), good: H('(1 + |r|)'), message: 'does not close', related: 'opened here' },
  {
    code: 'QH0002',
    bad: H('2 * «(»1 + 3 * sqrt(|r|) \n'),
    good: H('2 * (1 + 3 * sqrt(|r|)) \n'),
    message: 'never closed',
    hint: '‘)’',
    related: '‘}’ comes first',
  },
  {
    code: 'QH0002',
    bad: withBody('expect energy =«=» 1.5'),
    message: '‘==’',
    good: withBody('expect energy = 1.5 within 1%'),
  },
  { code: 'QH0002', bad: H('|r| «*»\n}'), good: H('|r|') },
  {
    code: 'QH0003',
    bad: withMlp('hidden = [8] «activation = sin»'),
    good: withMlp('hidden = [8]\n activation = sin'),
    related: 'statement before',
  },
  {
    code: 'QH0005',
    bad: withH(`particle r in R^3; a0 = |r|; ${DOUBLED(20).replace('a12 =', '«a12» =')}; H = -∇²[r] + a20`),
    good: withH(`particle r in R^3; a0 = |r|; ${DOUBLED(5)}; H = -∇²[r] + a5`),
    message: 'definitions are put in',
  },
  { code: 'QH0006', bad: `«u»nits oscillator ${' '.repeat(1_000_000)}`, good: `units oscillator ${' '.repeat(1000)}` },
  {
    code: 'QH0004',
    bad: `«u»nits oscillator\nhamiltonian A { H = ${'('.repeat(20_000)}1${')'.repeat(20_000)} }`,
    good: `units oscillator\nhamiltonian A { H = ${'('.repeat(20)}1${')'.repeat(20)} }`,
  },
  {
    code: 'QH0004',
    bad: `«u»nits oscillator\nhamiltonian A { H = ${'1 + '.repeat(20_000)}1 }`,
    good: `units oscillator\nhamiltonian A { H = ${'1 + '.repeat(500)}1 }`,
  },
];
