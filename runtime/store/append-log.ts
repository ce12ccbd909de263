import { fstatSync, readSync } from 'node:fs';
import { type Disk, SYSTEM_DISK, writeFully } from './disk.ts';

/** Text waits in memory until there is this much of it … */
const ENOUGH_BYTES = 64 * 1024;
/** … or, at the next line, until the oldest has waited this long. No timer, so nothing keeps the process alive. */
const LONG_ENOUGH_MS = 1000;

const NEWLINE = 0x0a;

/**
 * A text file that only grows at its end, cheap per line. Lines wait in memory until they are worth a write. A write that
 * fails loses nothing: the lines stay in memory, and the next attempt begins where the last good one ended.
 */
export class AppendLog {
  readonly #disk: Disk;
  readonly #file: number;
  #end: number;
  #waiting: string[] = [];
  #waitingLength = 0;
  #oldest = 0;

  /**
   * @param path created when it is not there
   * @throws the error of the operating system
   */
  constructor(path: string, disk: Disk = SYSTEM_DISK) {
    this.#disk = disk;
    // Not 'a': positions are ignored in that mode, and a write that failed half-way could not be repeated in place.
    disk.close(disk.open(path, 'a'));
    this.#file = disk.open(path, 'r+');
    this.#end = fstatSync(this.#file).size;
    // A line that a crash cut short is ended, so that the next one is whole.
    if (this.#end > 0 && lastByte(this.#file, this.#end) !== NEWLINE) this.add('');
  }

  /** True while the file has no content and nothing waits. */
  get empty(): boolean {
    return this.#end === 0 && this.#waiting.length === 0;
  }

  /** Takes a line, without its newline. Never fails: it writes nothing. */
  add(line: string): void {
    if (this.#waiting.length === 0) this.#oldest = performance.now();
    this.#waiting.push(line);
    this.#waitingLength += line.length + 1;
  }

  /** Writes the lines when there are enough of them, or the oldest has waited long enough. @throws as `flush` */
  flushWhenDue(): void {
    if (this.#waitingLength >= ENOUGH_BYTES || performance.now() - this.#oldest >= LONG_ENOUGH_MS) this.flush();
  }

  /**
   * Hands all lines to the operating system: they then outlive this process.
   * @throws the error of the operating system; the lines are kept for the next attempt
   */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const bytes = new TextEncoder().encode(`${this.#waiting.join('\n')}\n`);
    try {
      writeFully(this.#disk, this.#file, bytes, this.#end);
    } catch (error) {
      this.#cutTail();
      throw error;
    }
    this.#end += bytes.length;
    this.#waiting = [];
    this.#waitingLength = 0;
  }

  /** Forces all lines to the disk: they then outlive a power failure. */
  sync(): void {
    this.flush();
    this.#disk.sync(this.#file);
  }

  /** Writes what waits and closes the file, which is closed even when the writing fails. */
  close(): void {
    try {
      this.flush();
    } finally {
      this.#disk.close(this.#file);
    }
  }

  /** Takes back a write that failed half-way, so that readers see whole lines. */
  #cutTail(): void {
    try {
      this.#disk.truncate(this.#file, this.#end);
    } catch {
      // Readers skip a torn last line, and the next write begins before it.
    }
  }
}

function lastByte(file: number, size: number): number | undefined {
  const byte = new Uint8Array(1);
  readSync(file, byte, 0, 1, size - 1);
  return byte[0];
}
