import type { Binary, Expression, Raised } from '../generated/ast.ts';
import { NO_VECTOR_POTENTIAL } from '../validation/catalogue/hamiltonian.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Report } from '../validation/finding.ts';
import { actsOnSpins, differentiates, ENERGY_KINDS, isNumeric, KIND_WORDS, type Kind } from './kind.ts';
import type { Arithmetic } from './operators.ts';

/** An operation, with what its kind may depend on beside the kinds of its operands. */
export interface Operation {
  readonly operation: Arithmetic;
  /** Written with the centred dot, which between vectors is the scalar product. */
  readonly dot: boolean;
  readonly exponent: Expression | number;
}

const VERBS: Readonly<Record<Arithmetic, string>> = {
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  power: 'raise',
};

/** The kind of an operation's result; what does not combine is reported at the operation. */
export function combine(how: Operation, place: Binary | Raised, left: Kind, right: Kind, report: Report): Kind {
  if (left === 'error' || right === 'error') return 'error';
  const mismatch = (hint?: string): Kind => {
    const parameters = { operator: VERBS[how.operation], left: KIND_WORDS[left], right: KIND_WORDS[right], hint };
    report(catalogue.mismatch, place, parameters, bothSides(place, left, right));
    return 'error';
  };
  const misplaced = (why: string, hint: string): Kind => {
    report(catalogue.operatorMisplaced, place, { why, hint });
    return 'error';
  };
  if (isNumeric(left) && isNumeric(right)) return left === 'scalar' || right === 'scalar' ? 'scalar' : 'number';
  switch (how.operation) {
    case 'add':
    case 'subtract':
      return sum(left, right) ?? mismatch(sumHint(left, right));
    case 'multiply': {
      const product = scalarProduct(left, right);
      if (product !== undefined) return how.dot ? product : mismatch('write dot(a, b) or a · b for the scalar product');
      if (left === 'operator' && right === 'operator')
        return misplaced('a product of differential operators has no kinetic meaning', 'H is linear in ∇²');
      if (left === 'derivative' && right === 'derivative') return 'operator';
      if (left === 'spin' && right === 'spin') return 'spin';
      if (left === 'matrix' && right === 'matrix') return 'matrix';
      return scaled(place, left, right, report) ?? mismatch();
    }
    case 'divide':
      if (differentiates(right) || actsOnSpins(right))
        return misplaced('nothing can be divided by an operator', 'H is a sum of products of operators and numbers');
      if (isNumeric(right) && left !== 'network') return scaled(place, left, right, report) ?? mismatch();
      return mismatch('divide by |r| or by a component');
    case 'power':
      return power(left, right, how.exponent) ?? powerRefused(left, mismatch, misplaced);
  }
}

/** Terms of an energy add up to the most general of them; other kinds add only to their like. */
function sum(left: Kind, right: Kind): Kind | undefined {
  if (left === right) return left === 'positions' || left === 'features' || left === 'network' ? undefined : left;
  if (!ENERGY_KINDS.includes(left) || !ENERGY_KINDS.includes(right)) return undefined;
  return differentiates(left) || differentiates(right) ? 'operator' : 'spin';
}

function sumHint(left: Kind, right: Kind): string | undefined {
  if ([left, right].includes('momentum') && [left, right].includes('vector')) return NO_VECTOR_POTENTIAL;
  if (left === 'vector' || right === 'vector') return 'a vector becomes a number as |r|, r[1] or dot(a, r)';
  if (left === 'momentum' || right === 'momentum') return 'kinetic energy is the square of a momentum: p[i]^2/(2*m)';
  if (left === 'spins' || right === 'spins') return 'two spins couple as dot(S[i], S[j])';
  return undefined;
}

/** The kind of a scalar product; undefined where one of the two has no components. */
export function scalarProduct(left: Kind, right: Kind): Kind | undefined {
  if (left === 'vector' && right === 'vector') return 'scalar';
  if (left === 'momentum' && right === 'momentum') return 'operator';
  if (left === 'spins' && (right === 'spins' || right === 'vector')) return 'spin';
  if (left === 'vector' && right === 'spins') return 'spin';
  return undefined;
}

/** A number times (or under) an operator is an operator; a function of the position is not allowed in front of ∇². */
function scaled(place: Binary | Raised, left: Kind, right: Kind, report: Report): Kind | undefined {
  const [factor, of] = isNumeric(right) ? [right, left] : [left, right];
  if (!isNumeric(factor) || of === 'positions' || of === 'features' || of === 'network') return undefined;
  if (factor === 'number' || !differentiates(of)) return of;
  report(catalogue.movingMass, place, { of: of === 'operator' ? '∇²' : 'momentum' });
  return 'error';
}

function power(base: Kind, exponent: Kind, written: Expression | number): Kind | undefined {
  if (exponent !== 'number') return undefined;
  if (base === 'spin') return 'spin';
  if (!isTwo(written)) return undefined;
  return scalarProduct(base, base) ?? (base === 'derivative' ? 'operator' : undefined);
}

function powerRefused(
  base: Kind,
  mismatch: (hint?: string) => Kind,
  misplaced: (why: string, hint: string) => Kind,
): Kind {
  if (base === 'operator')
    return misplaced('a power of a differential operator has no kinetic meaning', 'H is linear in ∇²');
  if (base === 'momentum' || base === 'derivative')
    return misplaced('only the square of a momentum is a kinetic energy', 'write p[i]^2/(2*m)');
  return mismatch(base === 'vector' ? 'write |r|^4 for a power of the distance; r^2 is |r|^2' : undefined);
}

function bothSides(place: Binary | Raised, left: Kind, right: Kind) {
  if (place.$type !== 'Binary') return [];
  return [
    [place.left, `this is ${KIND_WORDS[left]}`],
    [place.right, `this is ${KIND_WORDS[right]}`],
  ] as const;
}

const isTwo = (exponent: Expression | number) =>
  exponent === 2 || (typeof exponent === 'object' && exponent.$type === 'NumberLiteral' && exponent.value === 2);
