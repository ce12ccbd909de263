import { say } from '../../localization/phrase.ts';
import { define } from './define.ts';

const PATHS = {
  absolute: say`an imported file is named by its way from this one: "potentials.qham", "../shared/potentials.qham"`,
  backslash: say`write / between folders, on every system`,
  ending: say`programs end in .qham`,
} as const;

/** QH14: imports. */
export const imports = {
  badImportPath: define<{ path: string; problem: keyof typeof PATHS }>(
    'QH1401',
    'error',
    say`a path that no import can have`,
    ({ path, problem }) => ({ message: say`‘${path}’ cannot be imported`, hint: PATHS[problem] }),
  ),
  importMissing: define<{ path: string }>('QH1402', 'error', say`an imported file that is not there`, ({ path }) => ({
    message: say`there is no file ‘${path}’ to import`,
    hint: path.startsWith('..')
      ? say`paths begin in the folder of this file; an editor reads the files of the folders that it has open`
      : say`paths begin in the folder of this file`,
  })),
  importCircle: define<{ names: readonly string[] }>(
    'QH1403',
    'error',
    say`files that import each other`,
    ({ names }) => ({
      message: say`this file imports itself: ${names.join(' → ')}`,
      hint: say`put what both need into a third file`,
    }),
  ),
  importBroken: define<{ path: string }>('QH1404', 'error', say`an imported file that cannot be read`, ({ path }) => ({
    message: say`‘${path}’ cannot be read whole`,
    hint: say`check that file first`,
  })),
  importUnits: define<{ path: string; own: string; other: string }>(
    'QH1405',
    'error',
    say`an imported file in other units`,
    ({ path, own, other }) => ({
      message: say`the numbers of ‘${path}’ are in ${other} units, and those of this file in ${own} units`,
      hint: say`files that share numbers share their units`,
    }),
  ),
  importTwice: define<{ path: string }>('QH1406', 'warning', say`a file imported twice`, ({ path }) => ({
    message: say`‘${path}’ is imported twice`,
    hint: say`remove one of them`,
  })),
};
