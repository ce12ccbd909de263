/**
 * H as a sum of terms: signs and fixed factors in front of parentheses are distributed, and sums over particles taken apart,
 * as one does on paper.
 */
import {
  type Expression,
  isComponent,
  isDefinition,
  isIndex,
  isLaplacian,
  isParticle,
  isReference,
  type Particle,
  type Particles,
  type Summation,
} from '../generated/ast.ts';
import { silently } from '../validation/finding.ts';
import { formulaOf } from './energies/written-out.ts';
import { differentiates } from './kind.ts';
import { kindOf } from './kinds.ts';
import { arithmeticOf, isMinus } from './operators.ts';
import { ungrouped } from './particle.ts';
import { sourceText } from './source-text.ts';
import { countedBy } from './sum-range.ts';

/** A number in front of (or under) a term. */
export interface Factor {
  readonly value: Expression;
  readonly inverse: boolean;
}

/** One summand of H: (±1) · factors · sums (∇², p² or a potential). */
export interface Summand {
  readonly negative: boolean;
  readonly factors: readonly Factor[];
  /** The sums that it stands in, the outermost first. */
  readonly sums: readonly Summation[];
  readonly of: Expression;
  /** It differentiates the wave function twice. */
  readonly kinetic: boolean;
  /** It is written as the square of a momentum: p² = −ħ²∇². */
  readonly momentum: boolean;
  /** In the user's own words. */
  readonly text: string;
}

/** The summands of a Hamiltonian whose kinds have been checked; definitions that contain ∇² are taken apart too. */
export function summandsOf(expression: Expression): Summand[] {
  if (!differentiates(kindOf(expression, { operators: true, report: silently })))
    return [leaf(expression, 'potential')];
  switch (expression.$type) {
    case 'Group':
      return summandsOf(expression.inner);
    case 'Sign': {
      const inner = summandsOf(expression.operand);
      return isMinus(expression) ? inner.map(negated) : inner;
    }
    case 'Reference': {
      const target = expression.symbol.ref;
      const formula = isDefinition(target) ? target.value : formulaOf(expression);
      return formula ? summandsOf(formula) : [leaf(expression, 'named')];
    }
    case 'Laplacian':
      return [leaf(expression, 'laplacian')];
    case 'Summation': {
      const inner = summandsOf(expression.body);
      return inner.map((summand) => ({
        ...summand,
        sums: [expression, ...summand.sums],
        text: inner.length === 1 ? sourceText(expression) : `${headOf(expression)} ${summand.text}`,
      }));
    }
    case 'Binary':
      return summandsOfBinary(expression);
    default:
      return [leaf(expression, momentumOf(expression) ? 'momentum' : 'named')];
  }
}

function leaf(of: Expression, sort: 'potential' | 'laplacian' | 'momentum' | 'named'): Summand {
  return {
    negative: false,
    factors: [],
    sums: [],
    of,
    kinetic: sort === 'laplacian' || sort === 'momentum',
    momentum: sort === 'momentum',
    text: sourceText(of),
  };
}

function summandsOfBinary(expression: Extract<Expression, { $type: 'Binary' }>): Summand[] {
  const operation = arithmeticOf(expression);
  if (operation === 'add') return [...summandsOf(expression.left), ...summandsOf(expression.right)];
  if (operation === 'subtract') return [...summandsOf(expression.left), ...summandsOf(expression.right).map(negated)];
  if (momentumOf(expression)) return [leaf(expression, 'momentum')];
  if (operation === 'power') return [leaf(expression, 'named')];
  const [scaled, factor] = splitProduct(expression.left, expression.right);
  const inner = summandsOf(scaled);
  const inverse = operation === 'divide';
  return inner.map((summand) => ({
    ...summand,
    factors: [...summand.factors, { value: factor, inverse }],
    text: inner.length === 1 ? sourceText(expression) : scaledText(summand.text, sourceText(factor), inverse),
  }));
}

function splitProduct(left: Expression, right: Expression): [scaled: Expression, factor: Expression] {
  const leftDifferentiates = differentiates(kindOf(left, { operators: true, report: silently }));
  return leftDifferentiates ? [left, right] : [right, left];
}

/** The momentum whose square an expression is, in any of the ways to write a square. */
function momentumOf(expression: Expression): Expression | undefined {
  const inner = ungrouped(expression);
  const [left, right] =
    inner.$type === 'Raised'
      ? [inner.base, inner.exponent === 2 ? inner.base : undefined]
      : inner.$type === 'Call'
        ? inner.arguments.map(({ value }) => value)
        : inner.$type === 'Binary'
          ? arithmeticOf(inner) === 'power'
            ? [inner.left, inner.left]
            : [inner.left, inner.right]
          : [];
  if (!left || !right) return undefined;
  const isMomentum = (e: Expression) => {
    const kind = kindOf(e, { operators: true, report: silently });
    return isComponent(ungrouped(e)) && (kind === 'momentum' || kind === 'derivative');
  };
  return isMomentum(left) && sourceText(ungrouped(left)) === sourceText(ungrouped(right)) ? ungrouped(left) : undefined;
}

/** `sum(i<j)`, without what it sums. */
function headOf(sum: Summation): string {
  const text = sourceText(sum);
  return text.slice(0, text.indexOf(')') + 1);
}

function negated(summand: Summand): Summand {
  const { sums, text } = summand;
  return { ...summand, negative: !summand.negative, text: sums.length > 0 ? `-${text}` : negatedText(text) };
}

function negatedText(text: string): string {
  return /^[-−]/.test(text) ? text.slice(1).trimStart() : `-${text}`;
}

function scaledText(text: string, factor: string, inverse: boolean): string {
  if (inverse) return `${text} / ${factor}`;
  return /^[-−]/.test(text) ? negatedText(`${factor} * ${text.slice(1).trimStart()}`) : `${factor} * ${text}`;
}

/** The particles whose coordinates a kinetic term differentiates. */
export function differentiated(summand: Summand): Particle | Particles | undefined {
  const target = isLaplacian(summand.of) ? summand.of.of?.symbol.ref : targetOf(momentumOf(summand.of));
  if (isParticle(target)) return target;
  if (!isIndex(target)) return undefined;
  const counted = countedBy(target);
  return counted.kind === 'particles' ? counted.particles : undefined;
}

function targetOf(momentum: Expression | undefined) {
  if (!isComponent(momentum)) return undefined;
  const index = ungrouped(momentum.index);
  return isReference(index) ? index.symbol.ref : undefined;
}
