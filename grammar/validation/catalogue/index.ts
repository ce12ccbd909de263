/**
 * Every diagnostic of the language. A code never changes its meaning and is never given again.
 */
import type { FindingKind } from '../finding.ts';
import { ansatz } from './ansatz.ts';
import { argumentsOf } from './arguments.ts';
import { file } from './file.ts';
import { hamiltonian } from './hamiltonian.ts';
import { imports } from './imports.ts';
import { inverse } from './inverse.ts';
import { kinds } from './kinds.ts';
import { names } from './names.ts';
import { overrides } from './overrides.ts';
import { physics } from './physics.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';
import { sweep } from './sweep.ts';
import { syntax } from './syntax.ts';
import { train } from './train.ts';
import { units } from './units.ts';

export const catalogue = {
  ...syntax,
  ...names,
  ...units,
  ...argumentsOf,
  ...kinds,
  ...hamiltonian,
  ...ansatz,
  ...settings,
  ...schedule,
  ...train,
  ...overrides,
  ...sweep,
  ...inverse,
  ...imports,
  ...file,
  ...physics,
};

/** All of them, by code; for the reference and the tests. */
export const DIAGNOSTICS: readonly Omit<FindingKind<never>, 'text'>[] = Object.values(catalogue)
  .map(({ code, severity, title }) => ({ code, severity, title }))
  .sort((a, b) => a.code.localeCompare(b.code));
