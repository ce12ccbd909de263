import { type Phrase, say, type Words } from '@qham/grammar/phrase';
import { SaidError } from '../said-error.ts';

/** A run folder cannot be read or written. The message names the folder and says what to do. */
export class StoreError extends SaidError {
  override name = 'StoreError';
  /** The run folder, or the folder of runs. */
  readonly folder: string;

  constructor(folder: string, said: Words, options?: ErrorOptions) {
    super(said, options);
    this.folder = folder;
  }
}

/**
 * An error of the operating system in the terms of someone who trains a wave function.
 * @param doing what was being done, as in `cannot ${doing} in …`
 * @returns the error itself where it is a StoreError already
 */
export function storeError(folder: string, doing: Phrase, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  const remedy =
    (code && REMEDIES[code]) ?? say`${message ?? String(cause)}. Check the folder, or choose another with --out.`;
  return new StoreError(folder, say`cannot ${doing} in ${folder}: ${remedy}`, { cause });
}

const NOT_ALLOWED = say`no permission to write there. Give yourself write permission, or choose another folder with --out.`;

const REMEDIES: Record<string, Phrase> = {
  ENOSPC: say(
    'the disk is full. What was saved before is whole; free some space, then `qham resume` goes on from there.',
  ),
  EDQUOT: say(
    'your disk quota is used up. What was saved before is whole; free some space, then `qham resume` goes on from there.',
  ),
  EFBIG: say`the file would be larger than allowed here. Raise the limit (ulimit -f), or choose another folder with --out.`,
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: say`the file system is read-only. Choose another folder with --out.`,
  ENOTDIR: say`a file is in the way of a folder. Choose another folder with --out.`,
  EEXIST: say`a file is in the way of a folder. Choose another folder with --out.`,
  ENOENT: say`the folder or file is not there any more. Was the run moved or deleted?`,
  EMFILE: say`too many files are open. Raise the limit (ulimit -n), or run fewer trainings at once.`,
  EIO: say`the disk reports an error. Check it, or choose another folder with --out.`,
};
