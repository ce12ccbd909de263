import { define } from './define.ts';

const PATHS = {
  absolute: 'an imported file is named by its way from this one: "potentials.qham", "../shared/potentials.qham"',
  backslash: 'write / between folders, on every system',
  ending: 'programs end in .qham',
} as const;

/** QH14: imports. */
export const imports = {
  badImportPath: define<{ path: string; problem: keyof typeof PATHS }>(
    'QH1401',
    'error',
    'a path that no import can have',
    ({ path, problem }) => ({ message: `‘${path}’ cannot be imported`, hint: PATHS[problem] }),
  ),
  importMissing: define<{ path: string }>('QH1402', 'error', 'an imported file that is not there', ({ path }) => ({
    message: `there is no file ‘${path}’ to import`,
    hint: path.startsWith('..')
      ? 'paths begin in the folder of this file; an editor reads the files of the folders that it has open'
      : 'paths begin in the folder of this file',
  })),
  importCircle: define<{ names: readonly string[] }>(
    'QH1403',
    'error',
    'files that import each other',
    ({ names }) => ({
      message: `this file imports itself: ${names.join(' → ')}`,
      hint: 'put what both need into a third file',
    }),
  ),
  importBroken: define<{ path: string }>('QH1404', 'error', 'an imported file that cannot be read', ({ path }) => ({
    message: `‘${path}’ cannot be read whole`,
    hint: 'check that file first',
  })),
  importUnits: define<{ path: string; own: string; other: string }>(
    'QH1405',
    'error',
    'an imported file in other units',
    ({ path, own, other }) => ({
      message: `the numbers of ‘${path}’ are in ${other} units, and those of this file in ${own} units`,
      hint: 'files that share numbers share their units',
    }),
  ),
  importTwice: define<{ path: string }>('QH1406', 'warning', 'a file imported twice', ({ path }) => ({
    message: `‘${path}’ is imported twice`,
    hint: 'remove one of them',
  })),
};
