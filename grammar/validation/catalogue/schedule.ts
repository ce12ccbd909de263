import { define } from './define.ts';

/** QH08: schedules. */
export const schedule = {
  noPhase: define<{ name: string }>('QH0801', 'error', 'a schedule without a phase', ({ name }) => ({
    message: `the schedule ${name} trains nothing: it has no phase`,
    hint: 'add phase main { optimizer adam { learning_rate = 1e-3 }; steps = 1000 }',
  })),
  statementTwice: define<{ what: string; owner: string }>(
    'QH0802',
    'error',
    'a statement that may stand only once',
    ({ what, owner }) => ({ message: `${owner} has a second ${what}`, hint: 'remove one of them' }),
  ),
  badObjective: define<{ given: string }>('QH0803', 'error', 'an objective that is no objective', ({ given }) => ({
    message: `${given} is not an objective`,
    hint: 'write energy, or a sum of weighted terms: residual(1) + normalization(1) + orthogonality(40) + energy(1)',
  })),
  termTwice: define<{ name: string }>('QH0804', 'error', 'an objective with a term twice', ({ name }) => ({
    message: `the objective has ‘${name}’ twice`,
    hint: 'add up their weights',
  })),
};
