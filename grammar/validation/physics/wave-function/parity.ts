/**
 * What a wave function does when two particles of the only kind and of one spin change places, as far as its form shows it.
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
import { orbitalCalls, spinOf } from '../../../semantics/orbital-spin.ts';
import { indexOf } from '../../../semantics/sum-range.ts';
import { mentions } from '../probe/leaves.ts';

/** `even` stays, `odd` changes its sign, `mixed` does neither; `open`: the form does not show it. */
export type Parity = 'even' | 'odd' | 'mixed' | 'open';

/** Particles of which spin change places. */
export type Spin = 'up' | 'down';

const ODD_FUNCTIONS: readonly string[] = ['sin', 'tan', 'sinh', 'tanh', 'atan', 'erf', 'sign'];
const EVEN_FUNCTIONS: readonly string[] = ['abs', 'cos', 'cosh'];

/** The parity under exchange of two particles of a spin; particles without spins count as up. */
export function parityOf(expression: Expression | undefined, spin: Spin): Parity {
  const of = (e: Expression | undefined) => parityOf(e, spin);
  if (expression === undefined) return 'open';
  switch (expression.$type) {
    case 'NumberLiteral':
      return 'even';
    case 'Group':
      return of(expression.inner);
    case 'Sign':
      return of(expression.operand);
    case 'Binary':
      return parityOfBinary(expression, spin);
    case 'Raised':
      return parityOfPower(of(expression.base), expression.exponent);
    case 'Norm':
      return of(expression.of) === 'odd' ? 'even' : of(expression.of);
    case 'Summation':
      return treatsAllAlike(expression.body) ? 'even' : 'open';
    case 'Call':
      return parityOfCall(expression, spin);
    case 'BlockUse':
      return isBlock(expression, 'jastrow') ? 'even' : 'open';
    case 'Reference': {
      const target = expression.symbol.ref;
      if (isDefinition(target)) return of(target.value);
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

function parityOfBinary(binary: Binary, spin: Spin): Parity {
  const operation = arithmeticOf(binary);
  const [left, right] = [parityOf(binary.left, spin), parityOf(binary.right, spin)];
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

function parityOfCall({ callee, arguments: values }: Call, spin: Spin): Parity {
  const target = callee.symbol.ref;
  if (target === SLATER) return 'odd';
  if (target === DET) return hasRowsOf(values[0]?.value, spin) ? 'odd' : 'even';
  if (target === PRODUCT) return 'even';
  const parities = values.map(({ value }) => parityOf(value, spin));
  if (parities.length > 0 && parities.every((parity) => parity === 'even')) return 'even';
  const [only] = parities;
  if (!isLibraryName(target) || target.noun !== 'function' || parities.length !== 1 || only === 'open') return 'open';
  if (only === 'odd' && ODD_FUNCTIONS.includes(target.name)) return 'odd';
  if (only === 'odd' && EVEN_FUNCTIONS.includes(target.name)) return 'even';
  return 'mixed';
}

/** Features see all particles alike: orbitals of one spin do not notice when two particles of the other change places. */
function hasRowsOf(matrix: Expression | undefined, spin: Spin): boolean {
  const spins = matrix ? orbitalCalls(matrix).map(spinOf) : [];
  return spins.length === 0 || spins.some((own) => own === 'all' || own === spin);
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
