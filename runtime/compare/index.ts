export { type Change, changesBetween, changeText } from './changes.ts';
export { type ComparedRun, comparedRun, type EnergyDifference, energyDifferences } from './energies.ts';
export { expressionText } from './expression-text.ts';
