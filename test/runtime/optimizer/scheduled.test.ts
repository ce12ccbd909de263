import { describe, expect, test } from 'vitest';
import { type Expression, FUNCTIONS } from '../../../runtime/experiment.ts';
import { evaluateScheduled } from '../../../runtime/optimizer/scheduled.ts';
import { SCALAR_FUNCTIONS } from '../../../runtime/scalar/functions.ts';

const number = (value: number): Expression => ({ kind: 'number', value });
const step: Expression = { kind: 'step' };
const binary = (kind: 'add' | 'subtract' | 'multiply' | 'divide' | 'power', left: Expression, right: Expression) =>
  ({ kind, left, right }) as Expression;

test('a plain number is itself', () => {
  expect(evaluateScheduled(1e-3, 17)).toBe(1e-3);
});

describe('formulas in the step', () => {
  test.each([
    ['add', 12],
    ['subtract', 8],
    ['multiply', 20],
    ['divide', 5],
    ['power', 100],
  ] as const)('%s', (kind, expected) => {
    expect(evaluateScheduled(binary(kind, step, number(2)), 10)).toBe(expected);
  });

  test('1e-3 · 0.5^(step/1000) halves every thousand steps', () => {
    const rate = binary('multiply', number(1e-3), binary('power', number(0.5), binary('divide', step, number(1000))));
    expect(evaluateScheduled(rate, 0)).toBe(1e-3);
    expect(evaluateScheduled(rate, 1000)).toBeCloseTo(5e-4, 18);
    expect(evaluateScheduled(rate, 3000)).toBeCloseTo(1.25e-4, 18);
  });

  test('a negated cosine', () => {
    expect(evaluateScheduled({ kind: 'negate', of: { kind: 'call', function: 'cos', argument: step } }, 3)).toBe(
      -Math.cos(3),
    );
  });

  test.each(FUNCTIONS)('%s is understood', (name) => {
    const call: Expression = { kind: 'call', function: name, argument: number(0.7) };
    expect(evaluateScheduled(call, 0)).toBe(SCALAR_FUNCTIONS[name](0.7));
  });
});

describe('what has no value outside a walker', () => {
  test.each([
    [{ kind: 'position', name: 'r' }, /cannot use a position/],
    [{ kind: 'norm', of: { kind: 'position', name: 'r' } }, /cannot use the length of a vector/],
    [{ kind: 'block', block: 'N', arguments: [] }, /cannot use a network/],
    [{ kind: 'sum', index: 'd', from: 1, to: 2, body: { kind: 'bound', index: 'd' } }, /cannot use a sum/],
  ] as [Expression, RegExp][])('%j', (expression, message) => {
    expect(() => evaluateScheduled(binary('add', number(1), expression), 0)).toThrow(message);
  });

  test('a pole at the first step says how to write it', () => {
    expect(() => evaluateScheduled(binary('divide', number(1), step), 0)).toThrow(/Infinity at step 0.*step \+ 1/);
    expect(evaluateScheduled(binary('divide', number(1), binary('add', step, number(1))), 0)).toBe(1);
  });
});
