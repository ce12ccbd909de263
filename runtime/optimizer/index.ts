export type { Optimizer, OptimizerSettings, OptimizerState } from './optimizer.ts';
export { evaluateScheduled } from './scheduled.ts';
export { createOptimizer } from './table.ts';
