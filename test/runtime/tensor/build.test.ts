/** Building graphs: shapes that do not fit are refused where they meet, and what can be known early is not computed later. */
import { describe, expect, test } from 'vitest';
import {
  add,
  broadcastTo,
  concat,
  constant,
  divide,
  exp,
  finishGraph,
  forwardLaplacian,
  GraphBuilder,
  gradient,
  input,
  lessEqual,
  matmul,
  mean,
  multiply,
  negate,
  power,
  reciprocal,
  reshape,
  slice,
  square,
  stopGradient,
  subtract,
  sum,
  type Tensor,
  transpose,
  where,
} from '../../../runtime/tensor/index.ts';

const builder = new GraphBuilder();
const x = input(builder, 'x', [2, 3]);
const y = input(builder, 'y', [2, 3]);
const joined = input(builder, 'joined', [2, 6]);
const row = input(builder, 'row', [3]);
const column = input(builder, 'column', [2, 1]);
const number = (value: number) => constant(builder, value);
const ofShape = (value: number) => constant(builder, value, [2, 3]);

describe('shapes that do not fit', () => {
  const four = input(builder, 'four', [4]);
  const cases: [string, () => unknown, string][] = [
    ['add', () => add(x, four), 'add: shapes [2, 3] and [4] do not fit together'],
    ['where', () => where(x, four, x), 'where: shapes [2, 3] and [4] do not fit together'],
    ['matmul', () => matmul(x, x), 'matmul: [2, 3] and [2, 3] cannot be multiplied'],
    ['matmul transposed', () => matmul(x, row, { transposeB: true }), 'matmul: [2, 3] and [3]ᵀ cannot be multiplied'],
    ['sum', () => sum(x, [2]), 'sum: shape [2, 3] has no axis 2'],
    ['reshape', () => reshape(x, [4]), 'reshape: [2, 3] has 6 elements, [4] has 4'],
    ['transpose', () => transpose(x, [0, 0]), 'transpose: [0, 0] does not reorder the axes of [2, 3]'],
    ['broadcastTo', () => broadcastTo(x, [3]), 'broadcastTo: [2, 3] cannot be repeated to [3]'],
    ['slice', () => slice(x, 1, 2, 2), 'slice: 2 elements from 2 do not lie within axis 1 of [2, 3]'],
    ['concat', () => concat([x, four], 0), 'concat: [4] and [2, 3] cannot be joined along axis 0'],
    ['concat of nothing', () => concat([], 0), 'concat: nothing to join'],
    ['constant', () => constant(builder, [1, 2], [3]), 'constant: 2 numbers do not fill shape [3]'],
    ['not a number', () => number(Number.NaN), 'constant: NaN is not a finite number'],
    ['input', () => input(builder, 'odd', [2, 0]), 'input "odd": [2, 0] is not a shape'],
    ['exponent', () => power(x, Number.POSITIVE_INFINITY), 'power: the exponent Infinity is not a finite number'],
    ['division by zero', () => divide(x, number(0)), 'divide: the divisor is the constant 0'],
    ['gradient', () => gradient(x, [x]), 'gradient: only a scalar has a gradient, this has shape [2, 3]'],
    ['Laplacian', () => forwardLaplacian(x, row), 'laplacian: coordinates must be [walkers, n], these are [3]'],
    ['two graphs', () => add(x, input(new GraphBuilder(), 'z', [3])), 'add: input belongs to another graph'],
    [
      'two inputs of one name',
      () => finishGraph({ z: add(x, input(builder, 'x', [3])) }),
      'graph: two inputs are called "x"',
    ],
    ['input and output of one name', () => finishGraph({ x: exp(x) }), 'graph: an input and an output are called "x"'],
  ];
  test.each(cases)('%s', (_, build, message) => expect(build).toThrow(message));
});

describe('simplified while building', () => {
  const same: [string, () => Tensor, Tensor][] = [
    ['x + 0', () => add(x, number(0)), x],
    ['0 + x', () => add(ofShape(0), x), x],
    ['x − 0', () => subtract(x, number(0)), x],
    ['0 − x', () => subtract(number(0), x), negate(x)],
    ['x · 1', () => multiply(x, ofShape(1)), x],
    ['x · 0', () => multiply(x, number(0)), ofShape(0)],
    ['x · −1', () => multiply(number(-1), x), negate(x)],
    ['x / 1', () => divide(x, number(1)), x],
    ['1 / x', () => divide(ofShape(1), x), reciprocal(x)],
    ['0 / x', () => divide(number(0), x), ofShape(0)],
    ['−(−x)', () => negate(negate(x)), x],
    ['−(x − y)', () => negate(subtract(x, y)), subtract(y, x)],
    ['x + (−y)', () => add(x, negate(y)), subtract(x, y)],
    ['−x + y', () => add(negate(x), y), subtract(y, x)],
    ['x − (−y)', () => subtract(x, negate(y)), add(x, y)],
    ['(−x)(−y)', () => multiply(negate(x), negate(y)), multiply(x, y)],
    ['−(2x)', () => negate(multiply(number(2), x)), multiply(number(-2), x)],
    ['2(3x)', () => multiply(number(2), multiply(x, number(3))), multiply(number(6), x)],
    ['x + x', () => add(x, x), multiply(number(2), x)],
    ['y + x', () => add(y, x), add(x, y)],
    ['(−x)²', () => square(negate(x)), square(x)],
    ['x⁰', () => power(x, 0), ofShape(1)],
    ['x¹', () => power(x, 1), x],
    ['x²', () => power(x, 2), square(x)],
    ['1/3 · (2 + 1)', () => divide(add(number(2), number(1)), number(3)), number(1)],
    ['exp 0', () => exp(number(0)), number(1)],
    ['exp of a repeated row', () => exp(broadcastTo(row, [2, 3])), broadcastTo(exp(row), [2, 3])],
    ['row repeated, times x', () => multiply(broadcastTo(row, [2, 3]), x), multiply(row, x)],
    ['Σ of a repeated row', () => sum(broadcastTo(row, [2, 3]), [0]), multiply(number(2), row)],
    ['Σ 2x', () => sum(multiply(number(2), x), [0]), multiply(number(2), sum(x, [0]))],
    ['Σ of ones', () => sum(ofShape(1), [0, 1]), number(6)],
    ['Σ over an axis of extent 1', () => sum(column, [1]), reshape(column, [2])],
    ['mean of ones', () => mean(ofShape(1), [0]), constant(builder, 1, [3])],
    ['reshape there and back', () => reshape(reshape(x, [6]), [2, 3]), x],
    ['transpose twice', () => transpose(transpose(x, [1, 0]), [1, 0]), x],
    ['transpose of a column', () => transpose(column, [1, 0]), reshape(column, [1, 2])],
    ['slice of a joint', () => slice(concat([x, y], 0), 0, 2, 2), y],
    ['whole slice', () => slice(x, 1, 0, 3), x],
    ['where always', () => where(number(1), x, y), x],
    ['where never', () => where(ofShape(0), x, row), broadcastTo(row, [2, 3])],
    ['1 ≤ 2', () => lessEqual(number(1), number(2)), number(1)],
    ['matmul with zeros', () => matmul(ofShape(0), reshape(y, [3, 2])), constant(builder, 0, [2, 2])],
  ];
  test.each(same)('%s', (_, build, expected) => {
    expect(formula(build())).toBe(formula(expected));
    expect(build() === expected, 'the same node').toBe(true);
  });

  test('parts of which one is zero are joined instead of added', () => {
    const wide = concat([x, ofShape(0)], 1);
    expect(add(wide, concat([ofShape(0), y], 1))).toBe(concat([x, y], 1));
    const [halves] = gradient(
      sum(add(multiply(slice(joined, 1, 0, 3), x), multiply(slice(joined, 1, 3, 3), y)), [0, 1]),
      [joined],
    );
    expect(halves).toBe(concat([x, y], 1));
    // Elsewhere there is something to be added.
    expect(add(wide, concat([y, ofShape(0)], 1)).operation.name).toBe('add');
  });

  test('a number multiplies the smaller factor', () => {
    const product = multiply(row, multiply(number(2), x));
    expect(product).toBe(multiply(multiply(number(2), row), x));
  });

  test('equal operations on equal inputs are one node', () => {
    expect(exp(add(x, y))).toBe(exp(add(y, x)));
    expect(input(builder, 'x', [2, 3])).toBe(x);
  });
});

describe('derivatives that are known without computing', () => {
  test('what does not depend on a variable has zeros as its gradient', () => {
    const [gx, gy] = gradient(sum(square(x), [0, 1]), [x, y]);
    expect(gx).toBe(multiply(number(2), x));
    expect(gy).toBe(ofShape(0));
  });

  test('stopGradient blocks both kinds of derivative', () => {
    const stopped = stopGradient(square(x));
    expect(gradient(sum(stopped, [0, 1]), [x])[0]).toBe(ofShape(0));
    const { jacobian, laplacian } = forwardLaplacian(stopped, x);
    expect(jacobian).toBe(constant(builder, 0, [3, 2, 3]));
    expect(laplacian).toBe(ofShape(0));
  });

  test('the Jacobian of a first dense layer holds the weights once, for any number of walkers', () => {
    const weights = input(builder, 'weights', [3, 5]);
    const { jacobian, laplacian } = forwardLaplacian(matmul(x, weights), x);
    expect(jacobian.inputs[0]).toBe(reshape(weights, [3, 1, 5]));
    expect(jacobian.shape).toEqual([3, 2, 5]);
    expect(laplacian).toBe(constant(builder, 0, [2, 5]));
  });
});

/** A node in words, for messages that can be read. */
function formula({ operation, attributes, inputs, shape }: Tensor): string {
  const given = operation.name === 'input' ? attributes.name : JSON.stringify(attributes);
  return `${operation.name}${inputs.length ? `(${inputs.map(formula).join(', ')})` : ''}${given}[${shape}]`;
}
