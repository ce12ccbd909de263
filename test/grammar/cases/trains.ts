import { withBody } from '../marked.ts';
import { type Case, PENALTY } from './case.ts';

/** Trains and what they promise. */
export const TRAINS_CASES: Case[] = [
  {
    code: 'QH0901',
    bad: PENALTY('energy', '3').replace('states = 3', '«states = 3»'),
    good: PENALTY('residual(1) + orthogonality(1)', 3),
    message: 'one state',
    related: 'objective is set here',
  },
  {
    code: 'QH0902',
    bad: PENALTY('residual(1)', '3').replace('states = 3', '«states = 3»'),
    good: PENALTY('residual(1) + orthogonality(1)', 3),
    hint: 'orthogonality(40)',
  },
  {
    code: 'QH0903',
    bad: withBody('expect energy[«1»] = 2.5 within 1%'),
    good: withBody('expect energy[0] = 1.5 within 1%'),
    message: 'state 0 only',
  },
  {
    code: 'QH0904',
    bad: withBody('expect energy[«0.5»] = 2.5 within 1%'),
    good: withBody('expect energy[0] = 1.5 within 1%'),
    hint: 'energy[0..4]',
  },
  {
    code: 'QH0905',
    bad: withBody('expect energy = «[1.5, 2.5]» within 1%'),
    good: withBody('expect energy = [1.5] within 1%'),
    message: '2 values are expected of 1 state',
  },
  {
    code: 'QH0906',
    bad: withBody('«expect energy = 1.5»'),
    good: withBody('expect energy = 1.5 within 0.01'),
    hint: 'within 1%',
  },
  {
    code: 'QH0907',
    bad: withBody('expect energy in 1.4..1.6 within «1%»'),
    good: withBody('expect energy in 1.4..1.6'),
  },
  {
    code: 'QH0908',
    bad: withBody('expect energy = 1.5 within «-1%»'),
    good: withBody('expect energy = 1.5 within 1%'),
  },
  {
    code: 'QH0909',
    bad: withBody('expect energy in «1.6..1.4»'),
    good: withBody('expect energy in 1.4..1.6'),
    message: 'between 1.6 and 1.4',
  },
  {
    code: 'QH0910',
    bad: withBody('expect energy in «1.5»'),
    good: withBody('expect energy in 1.4..1.6'),
    message: 'an interval',
  },
  {
    code: 'QH0911',
    bad: withBody('expect «enrgy» = 1.5 within 1%'),
    good: withBody('expect energy = 1.5 within 1%'),
    hint: '‘energy’',
  },
  { code: 'QH0912', bad: withBody('expect energy = 0 within «1%»'), good: withBody('expect energy = 0 within 0.01') },
];
