import { say } from '../../localization/phrase.ts';
import { define } from './define.ts';

/** QH08: schedules. */
export const schedule = {
  noPhase: define<{ name: string }>('QH0801', 'error', say`a schedule without a phase`, ({ name }) => ({
    message: say`the schedule ${name} trains nothing: it has no phase`,
    hint: say`add phase main { optimizer adam { learning_rate = 1e-3 }; steps = 1000 }`,
  })),
  statementTwice: define<{ what: string; owner: string }>(
    'QH0802',
    'error',
    say`a statement that may stand only once`,
    ({ what, owner }) => ({ message: say`${owner} has a second ${what}`, hint: say`remove one of them` }),
  ),
  badObjective: define<{ given: string }>('QH0803', 'error', say`an objective that is no objective`, ({ given }) => ({
    message: say`${given} is not an objective`,
    hint: say`write energy, or a sum of weighted terms: residual(1) + normalization(1) + orthogonality(40) + energy(1)`,
  })),
  termTwice: define<{ name: string }>('QH0804', 'error', say`an objective with a term twice`, ({ name }) => ({
    message: say`the objective has ‘${name}’ twice`,
    hint: say`add up their weights`,
  })),
};
