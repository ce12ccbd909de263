/**
 * From a .qham file to Experiments. Knows the language and the Experiment, and nothing of numerics.
 */

export { checkTrains } from './check-trains.ts';
export { CompileError, type Diagnostic, type TextRange } from './diagnostic.ts';
export { formatProgram } from './format.ts';
export { loadProgram, type Program, parseProgram } from './program.ts';
export { compiledTrain, type ExperimentOptions } from './train.ts';
