/** Jumps of potentials: forces there are delta functions, which no walker feels. */
import { children, conditionSides } from '../ansatz/children.ts';
import type { Expression } from '../experiment.ts';

/**
 * Whether a formula may jump somewhere: it chooses between cases, or takes a sign, by where the particles are. Cases that meet
 * at the same value do not jump; that is not looked at here.
 */
export function mayJump(e: Expression): boolean {
  if (e.kind === 'cases' && e.cases.some(({ when }) => conditionSides(when).some(dependsOnPosition))) return true;
  if (e.kind === 'call' && e.function === 'sign' && dependsOnPosition(e.argument)) return true;
  return children(e).some(mayJump);
}

/** Whether a formula depends on where the particles are. */
export function dependsOnPosition(e: Expression): boolean {
  return e.kind === 'position' || children(e).some(dependsOnPosition);
}
