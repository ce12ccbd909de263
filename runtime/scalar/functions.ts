/** The functions of the language, of plain numbers. */
import type { FunctionName } from '../experiment.ts';
import { erf } from './erf.ts';

export const SCALAR_FUNCTIONS: Readonly<Record<FunctionName, (x: number) => number>> = {
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  atan: Math.atan,
  erf,
  abs: Math.abs,
  sign: Math.sign,
};
