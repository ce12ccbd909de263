/** The optimizers a schedule can name: a new one is its own file and a line here. */
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import type { Optimizer, OptimizerSettings } from './optimizer.ts';
import { sgd } from './sgd.ts';

type Kind = OptimizerSettings['kind'];
const OPTIMIZERS: { [K in Kind]: (settings: OptimizerSettings & { kind: K }, count: number) => Optimizer } = {
  adam,
  adamw,
  sgd,
};

/** A fresh optimizer for `parameterCount` parameters, with nothing remembered yet. */
export function createOptimizer(settings: OptimizerSettings, parameterCount: number): Optimizer {
  const create = OPTIMIZERS[settings.kind] as (settings: OptimizerSettings, count: number) => Optimizer;
  return create(settings, parameterCount);
}
