/**
 * Checks that ask whether the physics of a file can be right, beyond its names and kinds.
 *
 * Fast ones are symbolic and part of every check. Slow ones look at numbers, at many points of space: an editor asks for
 * them when nothing has been typed for a while.
 */
import type { LangiumDocument } from 'langium';
import { Cancellation, interruptAndCheck } from 'langium';
import type { File } from '../../generated/ast.ts';
import { createReport, type Finding, type Report } from '../finding.ts';
import { checkExchange } from './exchange.ts';
import { checkFallToCentre } from './fall-to-centre.ts';
import { checkHermitian } from './hermitian.ts';
import { checkUnbounded } from './unbounded.ts';

/** One question about the physics of a file whose names, kinds and settings are sound. */
export interface PhysicsCheck {
  readonly name: string;
  /** `slow` checks evaluate formulas at many points. */
  readonly pace: 'fast' | 'slow';
  check(file: File, report: Report): void;
}

export const PHYSICS_CHECKS: readonly PhysicsCheck[] = [
  { name: 'H is Hermitian', pace: 'fast', check: checkHermitian },
  { name: 'H does not tell identical particles apart', pace: 'slow', check: checkExchange },
  { name: 'the potential has a lower bound far away', pace: 'slow', check: checkUnbounded },
  { name: 'the potential has a lower bound where particles meet', pace: 'slow', check: checkFallToCentre },
];

/** The fast checks, for a file that has no errors. */
export function checkPhysicsFast(file: File, report: Report): void {
  for (const { pace, check } of PHYSICS_CHECKS) if (pace === 'fast') check(file, report);
}

/**
 * What the slow checks find in a linked document without errors, in the order of the text.
 * @throws OperationCancelled when the token says so, between two checks
 */
export async function checkPhysics(
  document: LangiumDocument<File>,
  token = Cancellation.CancellationToken.None,
): Promise<Finding[]> {
  const { report, findings } = createReport();
  for (const { pace, check } of PHYSICS_CHECKS) {
    if (pace !== 'slow') continue;
    await interruptAndCheck(token);
    check(document.parseResult.value, report);
  }
  return findings();
}
