import type { Condition, Expression } from '../experiment.ts';

/** The expressions directly inside one. */
export function children(e: Expression): Expression[] {
  switch (e.kind) {
    case 'vector':
      return e.elements;
    case 'component':
    case 'norm':
    case 'negate':
    case 'determinant':
    case 'product':
      return [e.of];
    case 'sum':
    case 'tuples':
      return [e.body];
    case 'call':
      return [e.argument];
    case 'cases':
      return [...e.cases.flatMap(({ when, value }) => [...conditionSides(when), value]), e.otherwise];
    case 'block':
      return e.arguments;
    case 'dot':
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'power':
      return [e.left, e.right];
    default:
      return [];
  }
}

/** Both sides of each condition. */
export const conditionSides = (when: readonly Condition[]): Expression[] =>
  when.flatMap(({ less, greater }) => [less, greater]);
