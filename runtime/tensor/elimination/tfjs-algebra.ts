/** Elimination in TensorFlow.js. */
import type { TfjsBackend } from '../../engine/tfjs-backend.ts';
import type { TfTensor } from '../operation.ts';
import type { Algebra } from './elimination.ts';

export function tfjsAlgebra(tf: TfjsBackend): Algebra<TfTensor> {
  return {
    rounding: 2 ** -24,
    constant: (values, shape) => tf.tensor([...values], [...shape], 'float32'),
    slice(x, axis, start, size) {
      const begin = x.shape.map((_, i) => (i === axis ? start : 0));
      return tf.slice(
        x,
        begin,
        x.shape.map((extent, i) => (i === axis ? size : extent)),
      );
    },
    concat: (xs, axis) => tf.concat([...xs], axis),
    reshape: (x, shape) => tf.reshape(x, [...shape]),
    broadcastTo: (x, shape) => tf.broadcastTo(x, [...shape]),
    sum: (x, axis) => tf.sum(x, axis, true),
    largest: (x, axis) => tf.max(x, axis, true),
    multiply: (a, b) => tf.mul(a, b),
    subtract: (a, b) => tf.sub(a, b),
    divide: (a, b) => tf.div(a, b),
    abs: (x) => tf.abs(x),
    log: (x) => tf.log(x),
    sign: (x) => tf.sign(x),
    lessEqual: (a, b) => tf.cast(tf.lessEqual(a, b), 'float32'),
    where: (condition, a, b) => tf.where(tf.cast(condition, 'bool'), a, b),
  };
}
