export { createOptimizer, type Optimizer, type OptimizerState } from './optimizer.ts';
export { type PhaseOptimizer, phaseOptimizer, type StepReport, slopeFor } from './phase-optimizer.ts';
export { evaluateScheduled } from './scheduled.ts';
export { StepFault } from './step-fault.ts';
