import { isFlag, type Sweep } from '../generated/ast.ts';
import { SWEEP_FLAGS } from '../library/settings/system.ts';
import { say } from '../localization/phrase.ts';
import { sweepValues } from '../semantics/sweep-values.ts';
import type { Report } from './finding.ts';
import { checkFlags } from './flags.ts';

/** Values that there are, and words that mean something. */
export function checkSweep(sweep: Sweep, report: Report): void {
  sweepValues(sweep, report);
  checkFlags(sweep.members.filter(isFlag), SWEEP_FLAGS, say`a sweep`, report);
}
