/** The operation table. A new operation is one entry here and one file beside it. */
import type { AnyOperation } from '../operation.ts';
import { absOperation, signOperation } from './absolute.ts';
import { addOperation, divideOperation, multiplyOperation, negateOperation, subtractOperation } from './arithmetic.ts';
import { broadcastToOperation } from './broadcast-to.ts';
import { concatOperation } from './concat.ts';
import { constantOperation } from './constant.ts';
import { determinantSignOperation, logAbsDeterminantOperation } from './determinant.ts';
import { erfOperation } from './error-function.ts';
import { expOperation, logOperation, sigmoidOperation, softplusOperation } from './exponential.ts';
import { coshOperation, sinhOperation, tanhOperation } from './hyperbolic.ts';
import { inputOperation } from './input.ts';
import { inverseOperation } from './inverse.ts';
import { matmulOperation } from './matmul.ts';
import { matrixProductOperation } from './matrix-product.ts';
import { powerOperation, reciprocalOperation, sqrtOperation, squareOperation } from './powers.ts';
import { reshapeOperation } from './reshape.ts';
import { lessEqualOperation, maximumOperation, minimumOperation, whereOperation } from './selection.ts';
import { sliceOperation } from './slice.ts';
import { stopGradientOperation } from './stop-gradient.ts';
import { sumOperation } from './sum.ts';
import { transposeOperation } from './transpose.ts';
import { atanOperation, cosOperation, sinOperation, tanOperation } from './trigonometric.ts';

export const OPERATIONS: readonly AnyOperation[] = [
  inputOperation,
  constantOperation,
  addOperation,
  subtractOperation,
  multiplyOperation,
  divideOperation,
  negateOperation,
  squareOperation,
  sqrtOperation,
  reciprocalOperation,
  powerOperation,
  expOperation,
  logOperation,
  sigmoidOperation,
  softplusOperation,
  sinOperation,
  cosOperation,
  tanOperation,
  atanOperation,
  sinhOperation,
  coshOperation,
  tanhOperation,
  erfOperation,
  absOperation,
  signOperation,
  lessEqualOperation,
  whereOperation,
  maximumOperation,
  minimumOperation,
  matmulOperation,
  matrixProductOperation,
  inverseOperation,
  logAbsDeterminantOperation,
  determinantSignOperation,
  sumOperation,
  reshapeOperation,
  transposeOperation,
  broadcastToOperation,
  sliceOperation,
  concatOperation,
  stopGradientOperation,
];
