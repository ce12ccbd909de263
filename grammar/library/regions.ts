import { say } from '../localization/phrase.ts';
import { libraryName } from './builtin.ts';

export const CUBE = libraryName(
  'region',
  'cube',
  'cube(-5..5)',
  say`All points whose coordinates lie in the interval; on a line the interval itself.`,
);
export const BALL = libraryName('region', 'ball', 'ball(5)', say`All points at most so far from the origin.`);

/** Where two potentials are compared. */
export const REGIONS = [CUBE, BALL] as const;
