import { english, type Phrase, say, type Words } from '@qham/grammar/phrase';
import { FreezeError } from '../ansatz/trainable.ts';
import { DeviceUnavailable, GraphNotSupported } from '../engine/engine.ts';
import { formatEvent } from '../events.ts';
import { StoreError } from '../store/store-error.ts';
import { NotAvailable } from '../train/availability.ts';
import { Infeasible } from '../train/feasibility.ts';
import { TransferError } from '../train/transfer.ts';
import type { Console } from './console.ts';
import { printable } from './display-width.ts';
import { EXIT, type ExitCode, UsageError } from './exit-code.ts';

/**
 * Says on stderr why a command cannot go on.
 * @param events whether stdout is read by a program: then it is said there too, as its last line
 * @returns the exit code that belongs to it
 */
export function reportFault(error: unknown, { out, err }: Pick<Console, 'out' | 'err'>, events = false): ExitCode {
  const [said, code] = faultOf(error);
  const message = english(said);
  err.write(`${err.paint('red', 'error')}: ${code === EXIT.fault ? message : printableLines(message)}\n`);
  if (events) out.write(faultLine(said));
  return code;
}

/** The line of stdout that says why a command ends without the end of a run. */
export function faultLine(said: Words): string {
  return `${formatEvent({ type: 'fault', message: english(said), said })}\n`;
}

const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

function faultOf(error: unknown): [said: Words, code: ExitCode] {
  if (
    error instanceof UsageError ||
    error instanceof NotAvailable ||
    error instanceof TransferError ||
    error instanceof FreezeError ||
    error instanceof Infeasible
  )
    return [error.said, EXIT.usage];
  if (error instanceof DeviceUnavailable || error instanceof GraphNotSupported) return [error.said, EXIT.device];
  if (error instanceof StoreError) return [error.said, isSystemError(error.cause) ? EXIT.device : EXIT.usage];
  if (isSystemError(error)) {
    const reason = systemReason(error);
    return [error.path ? say`${error.path}: ${reason}` : reason, EXIT.device];
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const said = say`this is a fault in qham, not in your file. Please report it with the lines below.\n${text}`;
  return [said, EXIT.fault];
}

const SYSTEM: Record<string, Phrase> = {
  ENOSPC: say`the disk is full`,
  EDQUOT: say`your disk quota is used up`,
  EROFS: say`the disk can only be read`,
  EACCES: say`permission denied`,
  EPERM: say`permission denied`,
  EIO: say`the disk does not work`,
  EMFILE: say`too many files are open`,
  ENOTDIR: say`a part of this path is not a folder`,
  ENOENT: say`no such file or folder`,
  EEXIST: say`there is something of that name already`,
};

/** Whether this came from the operating system, and so is about disks and permissions and not about qham. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** What the operating system found wrong, in words. */
export function systemReason(error: NodeJS.ErrnoException & { code: string }): Words {
  return SYSTEM[error.code] ?? error.message;
}
