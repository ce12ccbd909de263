import { file, withMlp, withTrain } from '../marked.ts';
import { type Case, H } from './case.ts';

/** Units, and arguments of calls and templates. */
export const UNITS_CASES: Case[] = [
  {
    code: 'QH0201',
    bad: file({ units: '', hamiltonian: 'hamiltonian «Trap» { particle r in R^3; H = -1/2 * ∇²[r] }' }),
    good: file(),
    hint: 'units oscillator',
  },
  { code: 'QH0202', bad: file({ units: 'units «oscilator»' }), good: file(), hint: '‘oscillator’' },
  { code: 'QH0202', bad: file({ units: 'units «cgs»' }), good: file(), hint: 'there is oscillator' },
  {
    code: 'QH0203',
    bad: file({ units: 'units oscillator\n«units oscillator»' }),
    good: file(),
    related: 'first given',
  },
  { code: 'QH0301', bad: H('«exp(r[1], 2)»'), good: H('exp(r[1])'), message: '1 argument, not 2' },
  { code: 'QH0301', bad: H('«dot(r)»'), good: H('dot(r, r)'), message: '2 arguments, not 1', hint: 'dot(a, b)' },
  { code: 'QH0301', bad: withMlp('init = «normal»'), good: withMlp('init = normal(0.1)'), hint: 'normal(std)' },
  {
    code: 'QH0302',
    bad: file({
      hamiltonian: 'hamiltonian Trap(k) { particle r in R; H = -1/2 * ∇²[r] + k * r^2 }',
      train: 'train Ground = «Trap» with Net using Plain',
    }),
    good: file({
      hamiltonian: 'hamiltonian Trap(k) { particle r in R; H = -1/2 * ∇²[r] + k * r^2 }',
      train: 'train Ground = Trap(k = 1) with Net using Plain',
    }),
    related: 'declared here',
  },
  {
    code: 'QH0303',
    bad: withTrain('Trap(«d» = 3) with Net using Plain'),
    good: withTrain('Trap(D = 3) with Net using Plain'),
    hint: '‘D’',
  },
  {
    code: 'QH0303',
    bad: withTrain('Trap(«stiffness» = 3) with Net using Plain'),
    good: withTrain('Trap(D = 3) with Net using Plain'),
    hint: 'there is D',
  },
  {
    code: 'QH0304',
    bad: withTrain('Trap(D = 3, «D = 4») with Net using Plain'),
    good: withTrain('Trap(D = 4) with Net using Plain'),
  },
  {
    code: 'QH0305',
    bad: withTrain('Trap(«3») with Net using Plain'),
    good: withTrain('Trap(D = 3) with Net using Plain'),
    hint: 'Trap(D = …)',
    related: 'declared here',
  },
  {
    code: 'QH0306',
    bad: withMlp('init = normal(«sigma» = 0.1)'),
    good: withMlp('init = normal(std = 0.1)'),
    hint: 'normal(std)',
  },
  { code: 'QH0306', bad: H('exp(«x» = r[1])'), good: H('exp(r[1])') },
];
