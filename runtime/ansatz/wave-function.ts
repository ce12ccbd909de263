/** Formulas of wave functions as amplitudes. */
import type { Expression } from '../experiment.ts';
import { add, constant, divide, multiply, negate, power, subtract, type Tensor, where } from '../tensor/index.ts';
import { type Amplitude, amplitudeValue, plainAmplitude, signedLog, signedSum } from './amplitude.ts';
import { evaluateCases, guarded } from './cases.ts';
import { evaluateFormula } from './formula.ts';
import { determinantOf, productOf } from './orbital-matrix.ts';
import type { Scope } from './scope.ts';

/**
 * A formula as factor, sign and logarithm, each [B, 1] or the same for all: products add logarithms, exp(J) gives J,
 * determinants and products of orbitals give theirs, and sums of such are taken relative to the largest of them. Anything
 * else is a factor.
 */
export function evaluateAmplitude(expression: Expression, scope: Scope): Amplitude {
  const at = (e: Expression) => evaluateAmplitude(e, scope);
  const value = (e: Expression) => evaluateValue(e, scope);
  if (!isExponential(expression)) return plainAmplitude(scope.builder, value(expression));
  switch (expression.kind) {
    case 'determinant':
      return determinantOf(expression.of, scope, value);
    case 'product':
      return productOf(expression.of, scope, value);
    case 'call':
      return { factor: null, sign: constant(scope.builder, 1), log: value(expression.argument) };
    case 'negate': {
      const of = at(expression.of);
      return { ...of, sign: negate(of.sign) };
    }
    case 'multiply':
    case 'divide': {
      const [left, right] = [at(expression.left), at(expression.right)];
      const isProduct = expression.kind === 'multiply';
      return {
        factor: isProduct
          ? combined(left.factor, right.factor, multiply, scope)
          : combined(left.factor, right.factor && guarded(right.factor, scope), divide, scope),
        sign: multiply(left.sign, right.sign),
        log: (isProduct ? add : subtract)(left.log, right.log),
      };
    }
    case 'power':
      return raised(at(expression.left), expression.right, scope);
    case 'cases':
      return evaluateCases(expression, scope, { number: evaluateValue, value: evaluateAmplitude, choose: either });
    case 'add':
    case 'subtract': {
      const right = signedLog(at(expression.right));
      const sign = expression.kind === 'add' ? right.sign : negate(right.sign);
      return signedSum([signedLog(at(expression.left)), { ...right, sign }]);
    }
    default:
      throw new Error(`${expression.kind} is no exponential`);
  }
}

/** The value of a formula itself; determinants in it may leave the range of numbers. */
export function evaluateValue(expression: Expression, scope: Scope): Tensor {
  return evaluateFormula(expression, scope, (orbitals) => amplitudeValue(evaluateAmplitude(orbitals, scope)));
}

/** One of two amplitudes. */
function either(condition: Tensor, first: Amplitude, second: Amplitude): Amplitude {
  const one = constant(condition.builder, 1);
  const plain = first.factor === null && second.factor === null;
  return {
    factor: plain ? null : where(condition, first.factor ?? one, second.factor ?? one),
    sign: where(condition, first.sign, second.sign),
    log: where(condition, first.log, second.log),
  };
}

function combined(
  left: Tensor | null,
  right: Tensor | null,
  combine: (a: Tensor, b: Tensor) => Tensor,
  { builder }: Scope,
): Tensor | null {
  return right ? combine(left ?? constant(builder, 1), right) : left;
}

/** f^n for whole n. */
function raised({ factor, sign, log }: Amplitude, exponent: Expression, { builder }: Scope): Amplitude {
  const n = (exponent as Extract<Expression, { kind: 'number' }>).value;
  return {
    factor: factor && power(factor, n),
    sign: n % 2 === 0 ? multiply(sign, sign) : sign,
    log: multiply(constant(builder, n), log),
  };
}

/** Whether the logarithm is the better way to say how large this is. */
function isExponential(e: Expression): boolean {
  switch (e.kind) {
    case 'determinant':
    case 'product':
      return true;
    case 'call':
      return e.function === 'exp';
    case 'negate':
      return isExponential(e.of);
    case 'power':
      return isExponential(e.left) && e.right.kind === 'number' && Number.isInteger(e.right.value);
    case 'multiply':
    case 'divide':
    case 'add':
    case 'subtract':
      return isExponential(e.left) || isExponential(e.right);
    case 'cases':
      return [...e.cases.map(({ value }) => value), e.otherwise].some(isExponential);
    default:
      return false;
  }
}
