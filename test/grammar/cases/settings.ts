import { file, withBody, withMlp, withSchedule } from '../marked.ts';
import { type Case, PENALTY } from './case.ts';

/** Settings and schedules. */
export const SETTINGS_CASES: Case[] = [
  { code: 'QH0701', bad: withMlp('«hiden» = [8]'), good: withMlp('hidden = [8]'), hint: '‘hidden’' },
  {
    code: 'QH0701',
    bad: withSchedule('phase main { steps = 10; «walkers» = 5 }'),
    good: withSchedule('sampler metropolis { walkers = 5 }; phase main { steps = 10 }'),
    hint: 'belongs to sampler metropolis',
  },
  {
    code: 'QH0701',
    bad: withSchedule('phase main { optimizer adam { «weight_decay» = 0.1 }; steps = 10 }'),
    good: withSchedule('phase main { optimizer adamw { weight_decay = 0.1 }; steps = 10 }'),
    hint: 'belongs to optimizer adamw',
  },
  {
    code: 'QH0701',
    bad: withSchedule('«steps» = 10; phase main { steps = 10 }'),
    good: withSchedule('phase main { steps = 10 }'),
    hint: 'a phase',
  },
  { code: 'QH0701', bad: withBody('«constructor» = 1'), good: withBody('seed = 1'), hint: 'sizes and seed' },
  {
    code: 'QH0702',
    bad: withMlp('hidden = [8]; «hidden» = [9]'),
    good: withMlp('hidden = [8]'),
    related: 'first set here',
  },
  { code: 'QH0703', bad: withMlp('hidden = «8»'), good: withMlp('hidden = [8]'), message: 'a list' },
  { code: 'QH0703', bad: withMlp('activation = «1»'), good: withMlp('activation = sin'), message: 'one of sin' },
  {
    code: 'QH0703',
    bad: withSchedule('sampler metropolis { proposal = «2» }; phase main { steps = 10 }'),
    good: withSchedule('sampler metropolis { proposal = gaussian(2) }; phase main { steps = 10 }'),
    message: 'uniform(width), gaussian(width)',
  },
  {
    code: 'QH0704',
    bad: withSchedule('sampler metropolis { walkers = «-5» }; phase main { steps = 10 }'),
    good: withSchedule('sampler metropolis { walkers = 5 }; phase main { steps = 10 }'),
    message: 'not -5',
  },
  {
    code: 'QH0704',
    bad: withSchedule('sampler metropolis { acceptance = «150%» }; phase main { steps = 10 }'),
    good: withSchedule('sampler metropolis { acceptance = 50% }; phase main { steps = 10 }'),
  },
  { code: 'QH0704', bad: withSchedule('phase main { steps = «1.5» }'), good: withSchedule('phase main { steps = 2 }') },
  { code: 'QH0704', bad: withBody('seed = «-1»'), good: withBody('seed = 0') },
  {
    code: 'QH0704',
    bad: withSchedule('phase main { optimizer adam { learning_rate = «0» }; steps = 10 }'),
    good: withSchedule('phase main { optimizer adam { learning_rate = 1e-9 }; steps = 10 }'),
  },
  {
    code: 'QH0705',
    bad: withSchedule('phase «main» { optimizer adam }'),
    good: withSchedule('phase main { optimizer adam; steps = 10 }'),
    hint: 'steps = 1000',
  },
  {
    code: 'QH0706',
    bad: file({
      schedule: 'schedule Plain { phase main { objective = residual(1) + orthogonality(1); steps = 1 } }',
      train: 'train Ground = Trap with Net using «Plain»',
    }),
    good: PENALTY('residual(1) + orthogonality(1)', 2),
    message: 'one state',
    related: 'objective is set here',
  },
  {
    code: 'QH0707',
    bad: withSchedule('phase main { optimizer adam { learning_rate = «1 - step/5» }; steps = 10 }'),
    good: withSchedule('phase main { optimizer adam { learning_rate = 1 - step/20 }; steps = 10 }'),
    message: '0 at step 5',
  },
  { code: 'QH0801', bad: file({ schedule: 'schedule «Plain» { }' }), good: file(), hint: 'phase main' },
  {
    code: 'QH0707',
    bad: withSchedule('phase main { optimizer sgd { learning_rate = «step/10» }; steps = 1 }'),
    good: withSchedule('phase main { optimizer sgd { learning_rate = (step + 1)/10 }; steps = 1 }'),
    message: '0 at step 0',
  },
  {
    code: 'QH0802',
    bad: withSchedule('sampler metropolis; «sampler metropolis»; phase main { steps = 1 }'),
    good: withSchedule('sampler metropolis; phase main { steps = 1 }'),
    related: 'first sampler',
  },
  {
    code: 'QH0802',
    bad: withSchedule('phase main { steps = 1; optimizer adam; «optimizer sgd» }'),
    good: withSchedule('phase main { steps = 1; optimizer sgd }'),
    related: 'first optimizer',
  },
  { code: 'QH0803', bad: PENALTY('«2» + energy(1)', 1), good: PENALTY('energy(1)', 1), hint: 'residual(1)' },
  {
    code: 'QH0804',
    bad: PENALTY('energy(1) + «energy(2)»', 1),
    good: PENALTY('energy(3)', 1),
    message: '‘energy’ twice',
  },
];
