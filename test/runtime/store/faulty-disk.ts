/** Disks that fail, for tests. */
import { type Disk, SYSTEM_DISK } from '../../../runtime/store/disk.ts';

export function osError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code, syscall: 'write' });
}

/** A disk with room for so many more bytes. What no longer fits is written in part, as real disks do. */
export class SmallDisk implements Disk {
  free: number;
  readonly #code: string;

  constructor(free: number, code = 'ENOSPC') {
    this.free = free;
    this.#code = code;
  }

  write(file: number, bytes: Uint8Array, offset: number, length: number, position: number): number {
    if (this.free === 0 && length > 0) throw osError(this.#code);
    const written = SYSTEM_DISK.write(file, bytes, offset, Math.min(length, this.free), position);
    this.free -= written;
    return written;
  }

  open = SYSTEM_DISK.open;
  truncate = SYSTEM_DISK.truncate;
  sync = SYSTEM_DISK.sync;
  close = SYSTEM_DISK.close;
  rename = SYSTEM_DISK.rename;
  remove = SYSTEM_DISK.remove;
}

/** A process that is killed just before its n-th call: that one and all after it have no effect. */
export class DyingDisk implements Disk {
  #callsLeft: number;

  constructor(calls: number) {
    this.#callsLeft = calls;
  }

  get died(): boolean {
    return this.#callsLeft < 0;
  }

  open(path: string, flags: string): number {
    this.#call();
    return SYSTEM_DISK.open(path, flags);
  }
  write(file: number, bytes: Uint8Array, offset: number, length: number, position: number): number {
    this.#call();
    // In pieces, so that death may come in the middle of a file.
    return SYSTEM_DISK.write(file, bytes, offset, Math.min(length, 100), position);
  }
  truncate(file: number, length: number): void {
    this.#call();
    SYSTEM_DISK.truncate(file, length);
  }
  sync(file: number): void {
    this.#call();
    SYSTEM_DISK.sync(file);
  }
  close(file: number): void {
    // The system closes the files of a dead process.
    SYSTEM_DISK.close(file);
    this.#call();
  }
  rename(from: string, to: string): void {
    this.#call();
    SYSTEM_DISK.rename(from, to);
  }
  remove(path: string): void {
    this.#call();
    SYSTEM_DISK.remove(path);
  }

  #call(): void {
    if (--this.#callsLeft < 0) throw osError('EIO');
  }
}
