/**
 * What an operation is: all its rules side by side, so that none can be half-supported.
 */
import type { Tensor as TfjsTensor } from '@tensorflow/tfjs-core';
import type { TfjsBackend } from '../engine/tfjs-backend.ts';
import type { Dual } from './dual.ts';
import type { Attributes, Shape, Tensor } from './graph.ts';
import type { OnnxEmitter } from './onnx/emitter.ts';
import type { Strand } from './strand.ts';

/** A small case for the oracle test: input shapes, where to sample them, attributes. */
export interface OperationCase {
  readonly inputs: readonly Shape[];
  readonly attributes?: Attributes;
  /** Interval of the random inputs; default (−2, 2). */
  readonly domain?: readonly [number, number];
  /** Which inputs are conditions: 0 or 1 at random, and not differentiated. */
  readonly conditions?: readonly number[];
}

/** A tensor of TensorFlow.js. */
export type TfTensor = TfjsTensor;

export interface Operation<A extends Attributes = Attributes> {
  readonly name: string;
  /** Shape of the result. @throws Error naming the shapes that do not fit. */
  shape(inputs: readonly Shape[], attributes: A): Shape;
  /**
   * Reverse mode: the cotangent of each input, given the cotangent of the result; null where it is zero everywhere.
   * Each has the shape of its input.
   */
  pullback(node: Tensor, cotangent: Tensor): readonly (Tensor | null)[];
  /**
   * Attributes of the same operation where every input has as many axes as the result and one more in front, of this extent,
   * along which it is done anew each time; without this rule they are the same.
   */
  lifted?(attributes: A, extent: number): A;
  /**
   * Where the walkers of an input are in the result; without this rule along the same axis, counted from the back.
   * null: the operation mixes them.
   */
  follow?(node: Tensor, input: number, walkers: Strand): Strand | null;
  /** Forward Laplacian: value, Jacobian and Laplacian of the result from those of the inputs. */
  laplacian(node: Tensor, inputs: readonly Dual[]): Dual;
  /** Writes ONNX nodes; returns the name of the result. */
  onnx(emit: OnnxEmitter, node: Tensor, inputs: readonly string[]): string;
  /** The same with TensorFlow.js. */
  tfjs(tf: TfjsBackend, node: Tensor, inputs: readonly TfTensor[]): TfTensor;
  /** Cases for the oracle test; every rule above is checked on each. */
  readonly cases: readonly OperationCase[];
  /** The kink or jump that derivatives do not see, in words; the oracle test keeps away from it. */
  readonly notDifferentiable?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: operations of all attribute types live in one table.
export type AnyOperation = Operation<any>;
