/** A run folder cannot be read or written. The message names the folder and says what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
  /** The run folder, or the folder of runs. */
  readonly folder: string;

  constructor(folder: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.folder = folder;
  }
}

/**
 * An error of the operating system in the terms of someone who trains a wave function.
 * @param doing what was being done, as in `cannot ${doing}`
 * @returns the error itself where it is a StoreError already
 */
export function storeError(folder: string, doing: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  const remedy =
    (code && REMEDIES[code]) ?? `${message ?? String(cause)}. Check the folder, or choose another with --out.`;
  return new StoreError(folder, `cannot ${doing} in ${folder}: ${remedy}`, { cause });
}

const NOT_ALLOWED =
  'no permission to write there. Give yourself write permission, or choose another folder with --out.';

const REMEDIES: Record<string, string> = {
  ENOSPC: 'the disk is full. What was saved before is whole; free some space, then `qham resume` goes on from there.',
  EDQUOT:
    'your disk quota is used up. What was saved before is whole; free some space, then `qham resume` goes on from there.',
  EFBIG:
    'the file would be larger than allowed here. Raise the limit (ulimit -f), or choose another folder with --out.',
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: 'the file system is read-only. Choose another folder with --out.',
  ENOTDIR: 'a file is in the way of a folder. Choose another folder with --out.',
  EEXIST: 'a file is in the way of a folder. Choose another folder with --out.',
  ENOENT: 'the folder or file is not there any more. Was the run moved or deleted?',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n), or run fewer trainings at once.',
  EIO: 'the disk reports an error. Check it, or choose another folder with --out.',
};
