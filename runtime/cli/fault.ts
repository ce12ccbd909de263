import { FreezeError } from '../ansatz/trainable.ts';
import { DeviceUnavailable, GraphNotSupported } from '../engine/engine.ts';
import { StoreError } from '../store/store-error.ts';
import { NotAvailable } from '../train/availability.ts';
import { Infeasible } from '../train/feasibility.ts';
import { TransferError } from '../train/transfer.ts';
import type { Console } from './console.ts';
import { printable } from './display-width.ts';
import { EXIT, type ExitCode, UsageError } from './exit-code.ts';

/** Says on stderr why a command cannot go on. @returns the exit code that belongs to it */
export function reportFault(error: unknown, { err }: Console): ExitCode {
  const say = (message: string) =>
    err.write(`${err.paint('red', 'error')}: ${message.split('\n').map(printable).join('\n')}\n`);
  if (
    error instanceof UsageError ||
    error instanceof NotAvailable ||
    error instanceof TransferError ||
    error instanceof FreezeError ||
    error instanceof Infeasible
  ) {
    say(error.message);
    return EXIT.usage;
  }
  if (error instanceof DeviceUnavailable || error instanceof GraphNotSupported) {
    say(error.message);
    return EXIT.device;
  }
  if (error instanceof StoreError) {
    say(error.message);
    return isSystemError(error.cause) ? EXIT.device : EXIT.usage;
  }
  if (isSystemError(error)) {
    say(error.path ? `${error.path}: ${systemReason(error)}` : systemReason(error));
    return EXIT.device;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(`this is a fault in qham, not in your file. Please report it with the lines below.\n${text}`);
  return EXIT.fault;
}

const SYSTEM: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'the disk can only be read',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EIO: 'the disk does not work',
  EMFILE: 'too many files are open',
  ENOTDIR: 'a part of this path is not a folder',
  ENOENT: 'no such file or folder',
  EEXIST: 'there is something of that name already',
};

/** Whether this came from the operating system, and so is about disks and permissions and not about qham. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** What the operating system found wrong, in words. */
export function systemReason(error: NodeJS.ErrnoException & { code: string }): string {
  return SYSTEM[error.code] ?? error.message;
}
