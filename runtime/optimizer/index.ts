export { createOptimizer, type Optimizer, type OptimizerState } from './optimizer.ts';
export { evaluateScheduled } from './scheduled.ts';
