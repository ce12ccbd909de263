import { SaidError } from '../said-error.ts';

/** What the exit code of `qham` says to scripts and CI; the same numbers stand in `qham --help`. */
export const EXIT = {
  fine: 0,
  /** An expectation failed or is undecided. */
  expectation: 1,
  /** The file has errors, or the command was used wrongly. */
  usage: 2,
  /** A number that was not finite stopped the run. */
  numerical: 3,
  /** No such device, a broken installation, or a disk that cannot be written. */
  device: 4,
  /** A fault in qham itself (EX_SOFTWARE of sysexits.h). */
  fault: 70,
  /** Stopped by the user; the run can be resumed. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * A fault with the command line or the files it names; its message is all the user gets to see, and `qham` exits with 2. What only a
 * terminal can say, of options that are typed there, is a plain text.
 */
export class UsageError extends SaidError {
  override name = 'UsageError';
}
