/**
 * From a formula of the Experiment to tensors. Scalars are [B, 1], vectors [B, D], block outputs [B, states]; they broadcast.
 * Inside a sum over tuples of particles B is the number of walkers times that of the tuples.
 */
import type { Expression, FunctionName } from '../experiment.ts';
import {
  abs,
  add,
  atan,
  broadcastTo,
  concat,
  constant,
  cos,
  cosh,
  divide,
  erf,
  exp,
  log,
  multiply,
  negate,
  power,
  sign,
  sin,
  sinh,
  slice,
  sqrt,
  square,
  subtract,
  sum,
  type Tensor,
  tan,
  tanh,
  where,
} from '../tensor/index.ts';
import { evaluateCases, guarded } from './cases.ts';
import { blockNamed, coordinatesNamed, type Scope } from './scope.ts';
import { type Frame, overAllTuples, overTuples, sumOverTuples, tupleCount, tuplesOf } from './tuples.ts';

const FUNCTION_TABLE: Record<FunctionName, (x: Tensor) => Tensor> = {
  exp,
  log,
  sqrt,
  sin,
  cos,
  tan,
  sinh,
  cosh,
  tanh,
  atan,
  erf,
  abs,
  sign,
};

/** Functions that diverge, or have no value, for some arguments. */
const PARTIAL: readonly FunctionName[] = ['exp', 'log', 'sqrt', 'sinh', 'cosh'];

/** A bound index inside a sum: all of its values at once, along axis 1; one of them; or particles, tuple by tuple. */
type Bound = { along: 'axis'; count: number } | { along: 'value'; value: number } | { along: 'tuples'; frame: Frame };

/** Where in a formula we are. */
interface Place {
  readonly scope: Scope;
  readonly bounds: ReadonlyMap<string, Bound>;
  /** Open sums over tuples, the outermost first. */
  readonly frames: readonly Frame[];
  /** The value of a determinant or a product of orbitals, [B, 1]. */
  readonly orbitals: OrbitalsRule;
}

/** How determinants and products are evaluated where a formula needs their value itself. */
export type OrbitalsRule = (expression: Kind<'determinant' | 'product'>) => Tensor;

const noOrbitals: OrbitalsRule = ({ kind }) => {
  throw new Error(`a ${kind} has no place here`);
};

/**
 * The tensor of a formula.
 * @returns [B, 1] for scalars, [B, D] for vectors, [B, states] where a block takes part; fewer where it is the same for all
 * @throws Error on names that the scope does not have: the compiler has checked them before
 */
export function evaluateFormula(expression: Expression, scope: Scope, orbitals: OrbitalsRule = noOrbitals): Tensor {
  return evaluate(expression, { scope, bounds: new Map(), frames: [], orbitals });
}

function evaluate(expression: Expression, place: Place): Tensor {
  const { scope } = place;
  const at = (e: Expression) => evaluate(e, place);
  switch (expression.kind) {
    case 'number':
      return constant(scope.builder, expression.value);
    case 'position':
      return position(expression, place);
    case 'vector':
      return concat(
        expression.elements.map((e) => asColumn(at(e), place)),
        1,
      );
    case 'component':
      return component(expression, place);
    case 'bound':
      return boundValue(expression.index, place);
    case 'norm':
      return sqrt(squaredNorm(at(expression.of)));
    case 'dot':
      return sum(multiply(at(expression.left), at(expression.right)), [1], true);
    case 'sum':
      return sumOver(expression, place);
    case 'tuples':
      return sumTuples(expression, place);
    case 'determinant':
    case 'product':
      return overAllTuples(place.orbitals(expression), null, place.frames, scope.walkers);
    case 'negate':
      return negate(at(expression.of));
    case 'add':
      return add(at(expression.left), at(expression.right));
    case 'subtract':
      return subtract(at(expression.left), at(expression.right));
    case 'multiply':
      return multiply(at(expression.left), at(expression.right));
    case 'divide':
      return divide(at(expression.left), guarded(at(expression.right), scope));
    case 'power':
      return raise(expression, place);
    case 'call': {
      const argument = at(expression.argument);
      const apply = FUNCTION_TABLE[expression.function];
      return apply(PARTIAL.includes(expression.function) ? guarded(argument, scope) : argument);
    }
    case 'cases':
      return evaluateCases(expression, scope, {
        number: (e, inside) => evaluate(e, { ...place, scope: inside }),
        value: (e, inside) => evaluate(e, { ...place, scope: inside }),
        choose: where,
      });
    case 'block': {
      const block = blockNamed(scope, expression.block);
      if (block.output !== 'values')
        throw new Error(
          `block ${expression.block} has no value of its own; it belongs into a determinant or a product`,
        );
      const inputs = expression.arguments.map(at);
      return block.apply(inputs.length === 1 ? inputs[0]! : concat(inputs, 1));
    }
    case 'step':
      throw new Error('the training step has no value inside a wave function or a potential');
  }
}

type Kind<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** One particle [B, D], or all of one name side by side [B, count·D]. */
function position({ name, particle }: Kind<'position'>, place: Place): Tensor {
  const { scope, frames } = place;
  const coordinates = coordinatesNamed(scope, name);
  const alike = (t: Tensor) => overAllTuples(t, null, frames, scope.walkers);
  if (particle === undefined) return alike(coordinates.all);
  if (typeof particle === 'number') return alike(coordinates.one(particle));
  const bound = boundIndex(particle.bound, place);
  if (bound.along === 'axis') throw new Error(`the index ${particle.bound} does not count particles`);
  if (bound.along === 'value') return alike(coordinates.one(bound.value));
  const picked = coordinates.pick(bound.frame.numbers.get(particle.bound)!);
  return overAllTuples(picked, bound.frame, frames, scope.walkers);
}

/** An index as a number. */
function boundValue(index: string, place: Place): Tensor {
  const { scope, frames } = place;
  const bound = boundIndex(index, place);
  if (bound.along === 'value') return constant(scope.builder, bound.value);
  if (bound.along === 'axis')
    return constant(
      scope.builder,
      Array.from({ length: bound.count }, (_, i) => i + 1),
      [1, bound.count],
    );
  const numbers = bound.frame.numbers.get(index)!.flatMap((n) => new Array<number>(scope.walkers).fill(n));
  return overAllTuples(constant(scope.builder, numbers, [numbers.length, 1]), bound.frame, frames, scope.walkers);
}

/** x^n by repeated products for whole n; |r|^(2k) without the square root, which has no derivative at r = 0. */
function raise({ left, right }: { left: Expression; right: Expression }, place: Place): Tensor {
  const { scope } = place;
  if (right.kind === 'number') {
    if (left.kind === 'norm' && right.value % 2 === 0) {
      const r2 = squaredNorm(evaluate(left.of, place));
      return right.value === 2 ? r2 : power(guarded(r2, scope), right.value / 2);
    }
    const base = evaluate(left, place);
    return right.value === 2 ? square(base) : power(guarded(base, scope), right.value);
  }
  return exp(multiply(evaluate(right, place), log(guarded(evaluate(left, place), scope))));
}

function squaredNorm(vector: Tensor): Tensor {
  return sum(square(vector), [1], true);
}

function component(expression: Kind<'component'>, place: Place): Tensor {
  const vector = evaluate(expression.of, place);
  if (typeof expression.index === 'number') return slice(vector, 1, expression.index - 1, 1);
  const bound = boundIndex(expression.index.bound, place);
  if (bound.along === 'tuples') throw new Error(`the index ${expression.index.bound} counts particles, not components`);
  return bound.along === 'axis' ? vector : slice(vector, 1, bound.value - 1, 1);
}

/** Σ over all tuples at once. */
function sumTuples({ indices, count, body }: Kind<'tuples'>, place: Place): Tensor {
  const { scope, frames, bounds } = place;
  const frame = tuplesOf(indices, count);
  if (frame.size === 0) return constant(scope.builder, 0);
  const inner = new Map(bounds);
  for (const index of indices) inner.set(index, { along: 'tuples', frame });
  const repeated = scope.guard ? { ...scope, guard: overTuples(scope.guard, frame) } : scope;
  const value = evaluate(body, { ...place, scope: repeated, bounds: inner, frames: [...frames, frame] });
  return sumOverTuples(value, frame, tupleCount(frames) * scope.walkers);
}

/** All components at once along axis 1 where the body allows it, else term by term. */
function sumOver(expression: Kind<'sum'>, place: Place): Tensor {
  const { index, from, to, body } = expression;
  const { scope, bounds } = place;
  if (to < from) return constant(scope.builder, 0);
  const within = (bound: Bound): Place => ({ ...place, bounds: new Map(bounds).set(index, bound) });
  if (from === 1 && isElementwise(body, index, to, scope))
    return sum(evaluate(body, within({ along: 'axis', count: to })), [1], true);
  let total: Tensor | undefined;
  for (let value = from; value <= to; value++) {
    const term = evaluate(body, within({ along: 'value', value }));
    total = total ? add(total, term) : term;
  }
  return total!;
}

/** Every part of the body is a scalar or the component of a whole vector along this very index, and the index takes part. */
function isElementwise(body: Expression, index: string, extent: number, scope: Scope): boolean {
  let uses = false;
  /** A vector that does not depend on the index. */
  const isVector = (e: Expression): boolean =>
    e.kind === 'position' && !(typeof e.particle === 'object' && e.particle.bound === index);
  const isWhole = (e: Expression): boolean => {
    if (e.kind !== 'position') return false;
    const { count, dimension } = coordinatesNamed(scope, e.name);
    return (e.particle === undefined ? count * dimension : dimension) === extent;
  };
  const scan = (e: Expression): boolean => {
    switch (e.kind) {
      case 'number':
        return true;
      case 'bound':
        uses ||= e.index === index;
        return true;
      case 'component':
        if (typeof e.index === 'object' && e.index.bound === index) {
          uses = true;
          return isVector(e.of) && isWhole(e.of);
        }
        return isVector(e.of);
      case 'negate':
        return scan(e.of);
      case 'call':
        return scan(e.argument);
      case 'norm':
        return isVector(e.of);
      case 'dot':
        return isVector(e.left) && isVector(e.right);
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
      case 'power':
        return scan(e.left) && scan(e.right);
      default:
        return false;
    }
  };
  return scan(body) && uses;
}

function boundIndex(name: string, { bounds }: Place): Bound {
  const bound = bounds.get(name);
  if (!bound) throw new Error(`the index ${name} is used outside its sum`);
  return bound;
}

/** A scalar as a column [B, 1], so that it can stand beside others in a vector. */
function asColumn(value: Tensor, { scope, frames }: Place): Tensor {
  const rows = tupleCount(frames) * scope.walkers;
  return value.shape.length === 2 && value.shape[0] === rows ? value : broadcastTo(value, [rows, 1]);
}
