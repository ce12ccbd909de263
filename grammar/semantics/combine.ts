import type { Binary, Expression, Raised } from '../generated/ast.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Report } from '../validation/finding.ts';
import { KIND_WORDS, type Kind } from './kind.ts';
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

const isNumeric = (kind: Kind) => kind === 'number' || kind === 'scalar';

/** The kind of an operation's result; what does not combine is reported at the operation. */
export function combine(how: Operation, place: Binary | Raised, left: Kind, right: Kind, report: Report): Kind {
  if (left === 'error' || right === 'error') return 'error';
  const mismatch = (hint?: string): Kind => {
    const parameters = { operator: VERBS[how.operation], left: KIND_WORDS[left], right: KIND_WORDS[right], hint };
    report(catalogue.mismatch, place, parameters, bothSides(place, left, right));
    return 'error';
  };
  const operatorMisplaced = (why: string, hint: string): Kind => {
    report(catalogue.operatorMisplaced, place, { why, hint });
    return 'error';
  };
  if (isNumeric(left) && isNumeric(right)) return left === 'scalar' || right === 'scalar' ? 'scalar' : 'number';
  switch (how.operation) {
    case 'add':
    case 'subtract':
      if (left === right) return left;
      if (left === 'operator' ? isNumeric(right) : right === 'operator' && isNumeric(left)) return 'operator';
      return mismatch(
        left === 'vector' || right === 'vector' ? 'a vector becomes a number as |r|, r[1] or dot(a, r)' : undefined,
      );
    case 'multiply':
      if (left === 'operator' && right === 'operator')
        return operatorMisplaced('a product of differential operators has no kinetic meaning', 'H is linear in ∇²');
      if (left === 'operator' || right === 'operator') return scaledOperator(place, left, right, report) ?? mismatch();
      if (left === 'vector' && right === 'vector')
        return how.dot ? 'scalar' : mismatch('write dot(a, b) or a · b for the scalar product');
      return 'vector';
    case 'divide':
      if (right === 'operator')
        return operatorMisplaced('nothing can be divided by a differential operator', 'H is linear in ∇²');
      if (left === 'operator') return scaledOperator(place, left, right, report) ?? mismatch();
      if (left === 'vector' && isNumeric(right)) return 'vector';
      return mismatch('divide by |r| or by a component');
    case 'power':
      if (left === 'operator' || right === 'operator')
        return operatorMisplaced('a power of a differential operator has no kinetic meaning', 'H is linear in ∇²');
      if (left === 'vector' && isTwo(how.exponent)) return 'scalar';
      return mismatch(left === 'vector' ? 'write |r|^4 for a power of the distance; r^2 is |r|^2' : undefined);
  }
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

/** A number times (or under) an operator is an operator; a function of the position is not allowed there. */
function scaledOperator(place: Binary | Raised, left: Kind, right: Kind, report: Report): Kind | undefined {
  const factor = left === 'operator' ? right : left;
  if (factor === 'number') return 'operator';
  if (factor !== 'scalar') return undefined;
  report(catalogue.movingMass, place, {});
  return 'error';
}
