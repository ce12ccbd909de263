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
import { checkCusps } from './cusps.ts';
import { checkDecay } from './decay.ts';
import { checkDecidable } from './decidable.ts';
import { checkExchange } from './exchange.ts';
import { checkFallToCentre } from './fall-to-centre.ts';
import { checkFreezing } from './freezing.ts';
import { checkHermitian } from './hermitian.ts';
import { checkIdleSettings } from './idle-settings.ts';
import { checkOrbitalSpins } from './orbital-spins.ts';
import { checkSeams } from './seams.ts';
import { checkStopping } from './stopping.ts';
import { checkTransfer } from './transfer.ts';
import { checkUnbounded } from './unbounded.ts';
import { checkUndefinedPotential } from './undefined-potential.ts';
import { checkStatistics } from './wrong-statistics.ts';

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
  { name: 'the potential has a value', pace: 'slow', check: checkUndefinedPotential },
  { name: 'the potential has a lower bound far away', pace: 'slow', check: checkUnbounded },
  { name: 'the potential has a lower bound where particles meet', pace: 'slow', check: checkFallToCentre },
  { name: 'orbitals are of a spin that particles have', pace: 'fast', check: checkOrbitalSpins },
  { name: 'psi has the statistics of the particles', pace: 'fast', check: checkStatistics },
  { name: 'psi has a cusp where the potential diverges', pace: 'slow', check: checkCusps },
  { name: 'psi vanishes where the potential does not confine', pace: 'slow', check: checkDecay },
  { name: 'psi has no jump or kink where two cases meet', pace: 'slow', check: checkSeams },
  { name: 'a phase trains more than it freezes', pace: 'fast', check: checkFreezing },
  { name: 'a start carries something over', pace: 'fast', check: checkTransfer },
  { name: 'no setting makes another idle', pace: 'fast', check: checkIdleSettings },
  { name: 'a stopping rule can be met', pace: 'fast', check: checkStopping },
  { name: 'an expectation can be decided', pace: 'fast', check: checkDecidable },
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
    try {
      check(document.parseResult.value, report);
    } catch (error) {
      // A formula too deep to be followed; where that matters, the fast checks say so.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return findings();
}
