/** The few calls of the operating system by which a run folder is written, so that tests can make each of them fail. */
import { closeSync, fsyncSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

export interface Disk {
  open(path: string, flags: string): number;
  /** Returns how many bytes were written, which may be fewer than asked for. */
  write(file: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  truncate(file: number, length: number): void;
  sync(file: number): void;
  close(file: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
}

export const SYSTEM_DISK: Disk = {
  open: (path, flags) => openSync(path, flags),
  write: (file, bytes, offset, length, position) => writeSync(file, bytes, offset, length, position),
  truncate: (file, length) => ftruncateSync(file, length),
  sync: (file) => fsyncSync(file),
  close: (file) => closeSync(file),
  rename: (from, to) => renameSync(from, to),
  remove: (path) => rmSync(path, { force: true }),
};

/** Writes all of `bytes` at `position`, however many calls that takes. */
export function writeFully(disk: Disk, file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    const written = disk.write(file, bytes, done, bytes.length - done, position + done);
    if (written === 0) throw Object.assign(new Error('the disk takes no more bytes'), { code: 'ENOSPC' });
    done += written;
  }
}
