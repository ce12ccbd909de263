import type { Binary, Expression, Raised } from '../generated/ast.ts';
import { type Phrase, say } from '../localization/phrase.ts';
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

/** The kind of an operation's result; what does not combine is reported at the operation. */
export function combine(how: Operation, place: Binary | Raised, left: Kind, right: Kind, report: Report): Kind {
  if (left === 'error' || right === 'error') return 'error';
  const mismatch = (hint?: Phrase): Kind => {
    const parameters = { operation: how.operation, left: KIND_WORDS[left], right: KIND_WORDS[right], hint };
    report(catalogue.mismatch, place, parameters, bothSides(place, left, right));
    return 'error';
  };
  const misplaced = (why: Phrase, hint: Phrase): Kind => {
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
      if (product !== undefined)
        return how.dot ? product : mismatch(say`write dot(a, b) or a · b for the scalar product`);
      if (left === 'operator' && right === 'operator')
        return misplaced(say`a product of differential operators has no kinetic meaning`, say`H is linear in ∇²`);
      if (left === 'derivative' && right === 'derivative') return 'operator';
      if (left === 'spin' && right === 'spin') return 'spin';
      if (left === 'matrix' && right === 'matrix') return 'matrix';
      return scaled(place, left, right, report) ?? mismatch();
    }
    case 'divide':
      if (differentiates(right) || actsOnSpins(right))
        return misplaced(
          say`nothing can be divided by an operator`,
          say`H is a sum of products of operators and numbers`,
        );
      if (isNumeric(right) && left !== 'network') return scaled(place, left, right, report) ?? mismatch();
      return mismatch(say`divide by |r| or by a component`);
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

function sumHint(left: Kind, right: Kind): Phrase | undefined {
  if ([left, right].includes('momentum') && [left, right].includes('vector')) return NO_VECTOR_POTENTIAL;
  if (left === 'vector' || right === 'vector') return say`a vector becomes a number as |r|, r[1] or dot(a, r)`;
  if (left === 'momentum' || right === 'momentum') return say`kinetic energy is the square of a momentum: p[i]^2/(2*m)`;
  if (left === 'spins' || right === 'spins') return say`two spins couple as dot(S[i], S[j])`;
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
  mismatch: (hint?: Phrase) => Kind,
  misplaced: (why: Phrase, hint: Phrase) => Kind,
): Kind {
  if (base === 'operator')
    return misplaced(say`a power of a differential operator has no kinetic meaning`, say`H is linear in ∇²`);
  if (base === 'momentum' || base === 'derivative')
    return misplaced(say`only the square of a momentum is a kinetic energy`, say`write p[i]^2/(2*m)`);
  return mismatch(base === 'vector' ? say`write |r|^4 for a power of the distance; r^2 is |r|^2` : undefined);
}

function bothSides(place: Binary | Raised, left: Kind, right: Kind) {
  if (place.$type !== 'Binary') return [];
  return [
    [place.left, say`this is ${KIND_WORDS[left]}`],
    [place.right, say`this is ${KIND_WORDS[right]}`],
  ] as const;
}

const isTwo = (exponent: Expression | number) =>
  exponent === 2 || (typeof exponent === 'object' && exponent.$type === 'NumberLiteral' && exponent.value === 2);
