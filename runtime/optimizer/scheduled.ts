/** Settings that change with the training step. */
import type { Expression, Scheduled } from '../experiment.ts';
import { SCALAR_FUNCTIONS } from '../scalar/functions.ts';

/**
 * The value of a setting at a training step.
 * @param step number of optimizer steps done before, from 0
 * @throws Error when the formula uses something that has no value outside a walker, or gives no finite number
 */
export function evaluateScheduled(setting: Scheduled, step: number): number {
  if (typeof setting === 'number') return setting;
  const value = evaluate(setting, step);
  if (!Number.isFinite(value))
    throw new Error(
      `a setting that changes with the step is ${value} at step ${step}; steps count from 0, so divide by (step + 1), not by step`,
    );
  return value;
}

function evaluate(e: Expression, step: number): number {
  switch (e.kind) {
    case 'number':
      return e.value;
    case 'step':
      return step;
    case 'negate':
      return -evaluate(e.of, step);
    case 'add':
      return evaluate(e.left, step) + evaluate(e.right, step);
    case 'subtract':
      return evaluate(e.left, step) - evaluate(e.right, step);
    case 'multiply':
      return evaluate(e.left, step) * evaluate(e.right, step);
    case 'divide':
      return evaluate(e.left, step) / evaluate(e.right, step);
    case 'power':
      return evaluate(e.left, step) ** evaluate(e.right, step);
    case 'call':
      return SCALAR_FUNCTIONS[e.function](evaluate(e.argument, step));
    case 'cases': {
      const held = e.cases.find(({ when }) =>
        when.every(({ less, greater, strict }) => {
          const [a, b] = [evaluate(less, step), evaluate(greater, step)];
          return strict ? a < b : a <= b;
        }),
      );
      return evaluate(held?.value ?? e.otherwise, step);
    }
    default:
      throw new Error(
        `a setting that changes with the step is a formula of numbers, functions and step; it cannot use ${NOUNS[e.kind]}`,
      );
  }
}

/** What the remaining kinds of expressions are called in messages. */
const NOUNS = {
  position: 'a position',
  vector: 'a vector',
  component: 'a component of a position',
  bound: 'the index of a sum',
  norm: 'the length of a vector',
  dot: 'a scalar product',
  sum: 'a sum over components',
  tuples: 'a sum over particles',
  determinant: 'a determinant',
  product: 'a product over particles',
  block: 'a network',
} as const satisfies Partial<Record<Expression['kind'], string>>;
