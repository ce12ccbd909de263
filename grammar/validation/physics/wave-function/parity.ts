/**
 * What a wave function does when two particles of the only kind change places, as far as its form shows it.
 */
import {
  type Binary,
  type Call,
  type Expression,
  isBlockUse,
  isDefinition,
  isNumberLiteral,
  isParticles,
  isPositions,
  isReference,
} from '../../../generated/ast.ts';
import { isLibraryName } from '../../../library/builtin.ts';
import { DET, PRODUCT, SLATER } from '../../../library/wave-functions.ts';
import { arithmeticOf } from '../../../semantics/operators.ts';
import { indexOf } from '../../../semantics/sum-range.ts';
import { mentions } from '../probe/leaves.ts';

/** `even` stays, `odd` changes its sign, `mixed` does neither; `open`: the form does not show it. */
export type Parity = 'even' | 'odd' | 'mixed' | 'open';

const ODD_FUNCTIONS: readonly string[] = ['sin', 'tan', 'sinh', 'tanh', 'atan', 'erf', 'sign'];
const EVEN_FUNCTIONS: readonly string[] = ['abs', 'cos', 'cosh'];

export function parityOf(expression: Expression | undefined): Parity {
  if (expression === undefined) return 'open';
  switch (expression.$type) {
    case 'NumberLiteral':
      return 'even';
    case 'Group':
      return parityOf(expression.inner);
    case 'Sign':
      return parityOf(expression.operand);
    case 'Binary':
      return parityOfBinary(expression);
    case 'Raised':
      return parityOfPower(parityOf(expression.base), expression.exponent);
    case 'Norm':
      return parityOf(expression.of) === 'odd' ? 'even' : parityOf(expression.of);
    case 'Summation':
      return treatsAllAlike(expression.body) ? 'even' : 'open';
    case 'Call':
      return parityOfCall(expression);
    case 'BlockUse':
      return isBlock(expression, 'jastrow') ? 'even' : 'open';
    case 'Reference': {
      const target = expression.symbol.ref;
      if (isDefinition(target)) return parityOf(target.value);
      return isParticles(target) || isPositions(target) || isLibraryName(target) ? openUnlessNumber(target) : 'even';
    }
    default:
      return 'open';
  }
}

const openUnlessNumber = (target: object): Parity =>
  isLibraryName(target) && target.noun === 'constant' ? 'even' : 'open';

/** Whether a block is of a kind. */
export function isBlock(expression: Expression, kind: string): boolean {
  return isBlockUse(expression) && expression.kind.symbol.ref?.name === kind;
}

function parityOfBinary(binary: Binary): Parity {
  const operation = arithmeticOf(binary);
  const [left, right] = [parityOf(binary.left), parityOf(binary.right)];
  if (operation === 'power')
    return isNumberLiteral(binary.right) ? parityOfPower(left, binary.right.value) : left === 'even' ? 'even' : 'open';
  if (left === 'open' || right === 'open') return 'open';
  if (operation === 'add' || operation === 'subtract') return left === right ? left : 'mixed';
  if (left === 'mixed' || right === 'mixed') return left === right ? 'open' : 'mixed';
  return left === right ? 'even' : 'odd';
}

function parityOfPower(base: Parity, exponent: number): Parity {
  if (base !== 'odd') return base === 'even' ? 'even' : 'open';
  return Number.isInteger(exponent) ? (exponent % 2 === 0 ? 'even' : 'odd') : 'open';
}

function parityOfCall({ callee, arguments: values }: Call): Parity {
  const target = callee.symbol.ref;
  if (target === DET || target === SLATER) return 'odd';
  if (target === PRODUCT) return 'even';
  const parities = values.map(({ value }) => parityOf(value));
  if (parities.length > 0 && parities.every((parity) => parity === 'even')) return 'even';
  const [only] = parities;
  if (!isLibraryName(target) || target.noun !== 'function' || parities.length !== 1 || only === 'open') return 'open';
  if (only === 'odd' && ODD_FUNCTIONS.includes(target.name)) return 'odd';
  if (only === 'odd' && EVEN_FUNCTIONS.includes(target.name)) return 'even';
  return 'mixed';
}

/** A sum whose body names particles only by indices, and no determinant, treats all of them alike. */
function treatsAllAlike(body: Expression): boolean {
  return !mentions(body, new Set(), (node) => {
    if (isReference(node) && [DET, SLATER, PRODUCT].includes(node.symbol.ref as typeof DET)) return true;
    if (node.$type !== 'Component') return false;
    const component = node as Extract<Expression, { $type: 'Component' }>;
    return isReference(component.of) && isParticles(component.of.symbol.ref) && indexOf(component) === undefined;
  });
}
