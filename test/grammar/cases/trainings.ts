/** Trainings that cannot do what they are asked, beside near ones that can. */

import { withBody, withMlp, withPsi, withSchedule } from '../marked.ts';
import type { Case } from './case.ts';

const TRAP = 'sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2)';
const three = (body: string) =>
  withPsi('N = mlp { }; M = mlp { }; L = mlp { }; psi = N(r) * M(r) * L(r) * exp(-|r|^2 / 2)').replace(
    'using Plain',
    `using Plain { ${body} }`,
  );
const grown = (count: string, body: string) =>
  [
    'units oscillator',
    `hamiltonian Many(A = 2) { particles x: A fermions in R; H = ${TRAP} }`,
    'ansatz Net { B = equivariant { }; psi = det(orbitals(B) * gaussian_envelope(x)) }',
    'schedule Plain { phase main { steps = 10 } }',
    'train Pair = Many with Net using Plain',
    `train Grown = Many(${count}) with Net using Plain { ${body} }`,
  ].join('\n');
const WIDE =
  'ansatz Wider { N = mlp { hidden = [64] }; psi = N(r) * exp(-|r|^2 / 2) }\ntrain Wide = Trap with Wider using Plain';

export const TRAINING_CASES: Case[] = [
  {
    code: 'QH1114',
    bad: withSchedule('sampler metropolis { walkers = 10^12 }; phase main { steps = 10 }').replace(
      'Ground',
      '«Ground»',
    ),
    good: withSchedule('sampler metropolis { walkers = 10^6 }; phase main { steps = 10 }'),
    message: 'TB of memory, most of it for the statistics of the evaluation',
    hint: 'fewer walkers',
  },
  {
    code: 'QH1114',
    bad: withMlp('hidden = [10^7, 10^7]').replace('Ground', '«Ground»'),
    good: withMlp('hidden = [100, 100]'),
    message: 'most of it for the parameters',
    hint: 'a smaller network',
  },
  {
    code: 'QH1114',
    bad: withSchedule('phase main { steps = 10^14 }').replace('Ground', '«Ground»'),
    good: withSchedule('phase main { steps = 10^6 }'),
    message: 'years on 64 cores',
    hint: 'fewer steps',
  },
  // Trainings
  {
    code: 'QH1108',
    bad: three('«freeze N, M»'),
    good: three('freeze N'),
    message: 'freezes N and M and trains only L',
  },
  {
    code: 'QH1109',
    bad: grown('A = 4', '«start from Pair»'),
    good: grown('A = 2', 'start from Pair'),
    message: 'only B carries over from Pair; begun afresh: the orbitals',
  },
  {
    code: 'QH1110',
    bad: `${withBody('«start from Wide»')}\n${WIDE}`,
    good: `${withBody('start from Wide')}\n${WIDE.replaceAll('[64]', '[32, 32]')}`,
    message: 'hidden of N is [32, 32] here and [64] there',
  },
  {
    code: 'QH1111',
    bad: withSchedule('phase main { steps = 400; «stop when converged { window = 100 }» }'),
    good: withSchedule('phase main { steps = 600; stop when converged { window = 100 } }'),
    message: 'needs 500 steps',
    related: 'the steps are given here',
  },
  {
    code: 'QH1112',
    bad: withBody('expect energy = 1.5 within «1e-6»'),
    good: withBody('expect energy = 1.5 within 1e-4'),
    message: '“undecided”',
    hint: 'times as many samples',
  },
  { code: 'QH1112', bad: withBody('expect energy in «1.4999999..1.5»'), good: withBody('expect energy in 1.4..1.6') },
  {
    code: 'QH0706',
    bad: withSchedule('phase main { objective = residual(1) + energy(1); «clip = 3»; steps = 10 }'),
    good: withSchedule('phase main { objective = energy; clip = 3; steps = 10 }'),
    message: 'sum of penalties',
  },
  {
    code: 'QH0706',
    bad: withSchedule('sampler metropolis { reweight { share = 50%; «s = 1e-2» } }; phase main { steps = 10 }'),
    good: withSchedule('sampler metropolis { reweight { most = 50; s = 1e-2 } }; phase main { steps = 10 }'),
    message: 'share decides',
  },
];
