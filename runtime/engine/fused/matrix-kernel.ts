/**
 * Kernels for small matrices, one for each walker: [… rows, columns, walkers]. Four walkers side by side fill the lanes, so
 * the same few instructions serve four matrices, whatever their size.
 */
import type { Tensor } from '../../tensor/graph.ts';
import { eliminationKernel } from './elimination-kernel.ts';
import { matrixProductKernel } from './matrix-product-kernel.ts';
import type { Place } from './placement.ts';
import { KernelBuilder } from './simd.ts';
import type { WasmFunction } from './wasm-module.ts';

/** Where the numbers of a kernel lie. Inputs lie in one piece. */
export interface MatrixPlaces {
  readonly inputs: readonly Place[];
  readonly output: Place;
  /** `scratchBytes(node)` of the thread's memory that nothing else uses meanwhile. */
  readonly scratch: number;
}

type Rule = (b: KernelBuilder, node: Tensor, places: MatrixPlaces) => void;

const MATRIX_RULES: Readonly<Record<string, Rule>> = {
  inverse: eliminationKernel,
  logAbsDeterminant: eliminationKernel,
  determinantSign: eliminationKernel,
  matrixProduct: matrixProductKernel,
};

/** Whether there is a kernel for this operation. */
export function isMatrixOperation({ operation }: Tensor): boolean {
  return Object.hasOwn(MATRIX_RULES, operation.name);
}

/** Bytes that a kernel needs besides its inputs and its result: four matrices with what stands to their right. */
export function scratchBytes(node: Tensor): number {
  const size = node.inputs[0]!.shape.at(-2)!;
  if (node.operation.name === 'matrixProduct') return 0;
  return 16 * size * ((node.operation.name === 'inverse' ? 2 * size : size) + 1);
}

/** The code of a matrix operation. @param fused whether the engine has fused multiply-add */
export function compileMatrixKernel(node: Tensor, places: MatrixPlaces, fused: boolean): WasmFunction {
  const b = new KernelBuilder(fused);
  MATRIX_RULES[node.operation.name]!(b, node, places);
  return b.finish();
}
