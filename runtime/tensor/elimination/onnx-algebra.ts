/** Elimination in ONNX operators. */
import type { Shape } from '../graph.ts';
import type { OnnxEmitter } from '../onnx/emitter.ts';
import { emitSign } from '../operations/absolute.ts';
import type { Algebra } from './elimination.ts';

export function onnxAlgebra(emit: OnnxEmitter): Algebra<string> {
  const integers = (...values: number[]) => emit.integers(values);
  return {
    rounding: emit.precision === 'float64' ? 2 ** -53 : 2 ** -24,
    constant: (values, shape: Shape) => emit.constant(values, shape),
    slice: (x, axis, start, size) => emit.node('Slice', [x, integers(start), integers(start + size), integers(axis)]),
    concat: (xs, axis) => emit.node('Concat', xs, { axis }),
    reshape: (x, shape) => emit.reshape(x, shape),
    broadcastTo: (x, shape) => emit.node('Expand', [x, emit.integers(shape)]),
    sum: (x, axis) => emit.node('ReduceSum', [x, integers(axis)], { keepdims: 1 }),
    largest: (x, axis) => emit.node('ReduceMax', [x, integers(axis)], { keepdims: 1 }),
    multiply: (a, b) => emit.node('Mul', [a, b]),
    subtract: (a, b) => emit.node('Sub', [a, b]),
    divide: (a, b) => emit.node('Div', [a, b]),
    abs: (x) => emit.node('Abs', [x]),
    log: (x) => emit.node('Log', [x]),
    sign: (x) => emitSign(emit, x),
    lessEqual: (a, b) => emit.cast(emit.node('LessOrEqual', [a, b]), emit.precision),
    where: (condition, a, b) => emit.node('Where', [emit.truth(condition), a, b]),
  };
}
