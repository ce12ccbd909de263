import { file, withH } from '../marked.ts';

/** A code, a text that has it at «the place», and a near text that has not. `related` is what the other place says. */
export interface Case {
  code: string;
  bad: string;
  good: string;
  message?: string;
  hint?: string;
  related?: string;
}

export const KINETIC = 'particle r in R^D; H = -1/2 * ∇²[r]';
export const PSI = 'N = mlp { }; psi = N(r) * exp(-|r|^2 / 2)';
export const PENALTY = (objective: string, states: number | string) =>
  file({
    schedule: `schedule Plain { phase main { objective = ${objective}; steps = 10 } }`,
    train: `train Ground = Trap with Net using Plain { states = ${states} }`,
  });
export const H = (rest: string, parameters?: string) => withH(`${KINETIC} + ${rest}`, parameters);

/** a1 = a0 * a0; a2 = a1 * a1; … */
export const DOUBLED = (n: number) => Array.from({ length: n }, (_, i) => `a${i + 1} = a${i} * a${i}`).join('; ');
