/**
 * H as a sum of terms: signs and fixed factors in front of parentheses are distributed, as one does on paper.
 */
import { type Expression, isDefinition, type Laplacian, type Particle } from '../generated/ast.ts';
import { silently } from '../validation/finding.ts';
import { kindOf } from './kinds.ts';
import { arithmeticOf, isMinus } from './operators.ts';
import { sourceText } from './source-text.ts';

/** A number in front of (or under) a term. */
export interface Factor {
  readonly value: Expression;
  readonly inverse: boolean;
}

/** One summand of H: (±1) · factors · (∇² or a potential). */
export interface Summand {
  readonly negative: boolean;
  readonly factors: readonly Factor[];
  readonly of: Laplacian | Expression;
  readonly kinetic: boolean;
  /** In the user's own words. */
  readonly text: string;
}

/** The summands of a Hamiltonian whose kinds have been checked; definitions that contain ∇² are taken apart too. */
export function summandsOf(expression: Expression): Summand[] {
  if (kindOf(expression, { operators: true, report: silently }) !== 'operator')
    return [{ negative: false, factors: [], of: expression, kinetic: false, text: sourceText(expression) }];
  switch (expression.$type) {
    case 'Group':
      return summandsOf(expression.inner);
    case 'Sign': {
      const inner = summandsOf(expression.operand);
      return isMinus(expression) ? inner.map(negated) : inner;
    }
    case 'Reference': {
      const target = expression.symbol.ref;
      return isDefinition(target) ? summandsOf(target.value) : [];
    }
    case 'Laplacian':
      return [{ negative: false, factors: [], of: expression, kinetic: true, text: sourceText(expression) }];
    case 'Binary': {
      const operation = arithmeticOf(expression);
      if (operation === 'add') return [...summandsOf(expression.left), ...summandsOf(expression.right)];
      if (operation === 'subtract')
        return [...summandsOf(expression.left), ...summandsOf(expression.right).map(negated)];
      const [scaled, factor] = splitProduct(expression.left, expression.right);
      const inner = summandsOf(scaled);
      const inverse = operation === 'divide';
      return inner.map((summand) => ({
        ...summand,
        factors: [...summand.factors, { value: factor, inverse }],
        text: inner.length === 1 ? sourceText(expression) : scaledText(summand.text, sourceText(factor), inverse),
      }));
    }
    default:
      return [];
  }
}

function splitProduct(left: Expression, right: Expression): [scaled: Expression, factor: Expression] {
  const leftIsOperator = kindOf(left, { operators: true, report: silently }) === 'operator';
  return leftIsOperator ? [left, right] : [right, left];
}

function negated(summand: Summand): Summand {
  return { ...summand, negative: !summand.negative, text: negatedText(summand.text) };
}

function negatedText(text: string): string {
  return /^[-−]/.test(text) ? text.slice(1).trimStart() : `-${text}`;
}

function scaledText(text: string, factor: string, inverse: boolean): string {
  if (inverse) return `${text} / ${factor}`;
  return /^[-−]/.test(text) ? negatedText(`${factor} * ${text.slice(1).trimStart()}`) : `${factor} * ${text}`;
}

/** The particle whose coordinates a kinetic term differentiates. */
export function differentiated(laplacian: Laplacian): Particle | undefined {
  const target = laplacian.of?.symbol.ref;
  return target?.$type === 'Particle' ? (target as Particle) : undefined;
}
