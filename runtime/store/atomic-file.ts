import { dirname } from 'node:path';
import { type Disk, SYSTEM_DISK, writeFully } from './disk.ts';

/** What a file is called until it is complete. */
const INCOMPLETE = '.new';

/**
 * Replaces a file so that whoever looks, at any instant and after any crash, sees the old content or the new one, whole:
 * written to another name, forced to the disk, renamed, and the renaming forced to the disk too.
 * @throws the error of the operating system; the old file is then untouched and nothing half-written is left
 */
export function replaceFile(path: string, content: Uint8Array | string, disk: Disk = SYSTEM_DISK): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const incomplete = path + INCOMPLETE;
  try {
    const file = disk.open(incomplete, 'w');
    try {
      writeFully(disk, file, bytes, 0);
      disk.sync(file);
    } finally {
      disk.close(file);
    }
    disk.rename(incomplete, path);
  } catch (error) {
    try {
      disk.remove(incomplete);
    } catch {
      // The first error says what is wrong; the next attempt overwrites the rest of this one.
    }
    throw error;
  }
  syncFolder(dirname(path), disk);
}

/** Forces the names in a folder to the disk, where the system can do that (Windows cannot, and does not need it). */
function syncFolder(folder: string, disk: Disk): void {
  let file: number;
  try {
    file = disk.open(folder, 'r');
  } catch {
    return;
  }
  try {
    disk.sync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'EINVAL' && code !== 'EISDIR' && code !== 'ENOTSUP' && code !== 'EBADF')
      throw error;
  } finally {
    disk.close(file);
  }
}
