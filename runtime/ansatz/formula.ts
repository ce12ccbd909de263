/**
 * From a formula of the Experiment to tensors. Scalars are [B, 1], vectors [B, D], block outputs [B, states]; they broadcast.
 */
import type { Expression, FunctionName } from '../experiment.ts';
import {
  abs,
  add,
  atan,
  concat,
  constant,
  cos,
  cosh,
  divide,
  erf,
  exp,
  type GraphBuilder,
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
} from '../tensor/index.ts';

/** What the names in a formula mean. */
export interface Scope {
  readonly builder: GraphBuilder;
  /** Coordinates [B, D] by name. */
  readonly positions: ReadonlyMap<string, Tensor>;
  /** Blocks by name: [B, inputs] → [B, states]. */
  readonly blocks: ReadonlyMap<string, (inputs: Tensor) => Tensor>;
}

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

/** A bound index inside a sum: either all of its values at once, along axis 1, or one of them. */
type Bound = { along: 'axis'; count: number } | { along: 'value'; value: number };

/**
 * The tensor of a formula.
 * @returns [B, 1] for scalars, [B, D] for vectors, [B, states] where a block takes part
 * @throws Error on names that the scope does not have: the compiler has checked them before
 */
export function evaluateFormula(expression: Expression, scope: Scope): Tensor {
  return evaluate(expression, scope, new Map());
}

function evaluate(expression: Expression, scope: Scope, bounds: ReadonlyMap<string, Bound>): Tensor {
  const at = (e: Expression) => evaluate(e, scope, bounds);
  switch (expression.kind) {
    case 'number':
      return constant(scope.builder, expression.value);
    case 'position': {
      const position = scope.positions.get(expression.name);
      if (!position) throw new Error(`no coordinates are named ${expression.name}`);
      return position;
    }
    case 'vector':
      return concat(
        expression.elements.map((e) => asColumn(at(e), scope)),
        1,
      );
    case 'component':
      return component(expression, scope, bounds);
    case 'bound': {
      const bound = boundIndex(expression.index, bounds);
      if (bound.along === 'value') return constant(scope.builder, bound.value);
      return constant(
        scope.builder,
        Array.from({ length: bound.count }, (_, i) => i + 1),
        [1, bound.count],
      );
    }
    case 'norm':
      return sqrt(squaredNorm(at(expression.of)));
    case 'dot':
      return sum(multiply(at(expression.left), at(expression.right)), [1], true);
    case 'sum':
      return sumOver(expression, scope, bounds);
    case 'tuples':
    case 'determinant':
    case 'product':
      throw new Error(`${expression.kind} is not available yet`);
    case 'negate':
      return negate(at(expression.of));
    case 'add':
      return add(at(expression.left), at(expression.right));
    case 'subtract':
      return subtract(at(expression.left), at(expression.right));
    case 'multiply':
      return multiply(at(expression.left), at(expression.right));
    case 'divide':
      return divide(at(expression.left), at(expression.right));
    case 'power':
      return raise(expression, scope, bounds);
    case 'call':
      return FUNCTION_TABLE[expression.function](at(expression.argument));
    case 'block': {
      const block = scope.blocks.get(expression.block);
      if (!block) throw new Error(`no block is named ${expression.block}`);
      const inputs = expression.arguments.map(at);
      return block(inputs.length === 1 ? inputs[0]! : concat(inputs, 1));
    }
    case 'step':
      throw new Error('the training step has no value inside a wave function or a potential');
  }
}

type Kind<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** x^n by repeated products for whole n; |r|^(2k) without the square root, which has no derivative at r = 0. */
function raise(
  { left, right }: { left: Expression; right: Expression },
  scope: Scope,
  bounds: ReadonlyMap<string, Bound>,
): Tensor {
  if (right.kind === 'number') {
    if (left.kind === 'norm' && right.value % 2 === 0) {
      const r2 = squaredNorm(evaluate(left.of, scope, bounds));
      return right.value === 2 ? r2 : power(r2, right.value / 2);
    }
    const base = evaluate(left, scope, bounds);
    return right.value === 2 ? square(base) : power(base, right.value);
  }
  return exp(multiply(evaluate(right, scope, bounds), log(evaluate(left, scope, bounds))));
}

function squaredNorm(vector: Tensor): Tensor {
  return sum(square(vector), [1], true);
}

function component(expression: Kind<'component'>, scope: Scope, bounds: ReadonlyMap<string, Bound>): Tensor {
  const vector = evaluate(expression.of, scope, bounds);
  if (typeof expression.index === 'number') return slice(vector, 1, expression.index - 1, 1);
  const bound = boundIndex(expression.index.bound, bounds);
  return bound.along === 'axis' ? vector : slice(vector, 1, bound.value - 1, 1);
}

/** All components at once along axis 1 where the body allows it, else term by term. */
function sumOver(expression: Kind<'sum'>, scope: Scope, bounds: ReadonlyMap<string, Bound>): Tensor {
  const { index, from, to, body } = expression;
  if (to < from) return constant(scope.builder, 0);
  const whole = dimensionOf(scope);
  if (from === 1 && to === whole && isElementwise(body, index)) {
    const along = new Map(bounds).set(index, { along: 'axis', count: to } as const);
    return sum(evaluate(body, scope, along), [1], true);
  }
  let total: Tensor | undefined;
  for (let value = from; value <= to; value++) {
    const term = evaluate(body, scope, new Map(bounds).set(index, { along: 'value', value } as const));
    total = total ? add(total, term) : term;
  }
  return total!;
}

/** Every part of the body is a scalar or a component along this very index, and the index takes part. */
function isElementwise(body: Expression, index: string): boolean {
  let uses = false;
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
          return e.of.kind === 'position';
        }
        return e.of.kind === 'position';
      case 'negate':
        return scan(e.of);
      case 'call':
        return scan(e.argument);
      case 'norm':
        return e.of.kind === 'position';
      case 'dot':
        return e.left.kind === 'position' && e.right.kind === 'position';
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

function dimensionOf(scope: Scope): number {
  const [position] = scope.positions.values();
  return position?.shape[1] ?? 0;
}

function boundIndex(name: string, bounds: ReadonlyMap<string, Bound>): Bound {
  const bound = bounds.get(name);
  if (!bound) throw new Error(`the index ${name} is used outside its sum`);
  return bound;
}

/** A scalar as a column [B, 1], so that it can stand beside others in a vector. */
function asColumn(value: Tensor, scope: Scope): Tensor {
  if (value.shape.length === 2) return value;
  const [position] = scope.positions.values();
  const zero = multiply(slice(position!, 1, 0, 1), constant(scope.builder, 0));
  return add(zero, value);
}
