export { type ExactLevels, exactLevels } from './levels.ts';
export { DEFAULT_RELATIVE_TOLERANCE, judge } from './verdict.ts';
