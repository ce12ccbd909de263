import { type FileHandle, open } from 'node:fs/promises';
import { parseEvent, type RunEvent } from 'qham/events';
import { LineSplitter } from '../training/lines.ts';

/** Bytes read at once; between two reads the editor gets its turn. */
const CHUNK = 1 << 18;

/** Who hears what an event file says. */
export interface EventReader {
  /** What was heard before is not so any more: the run went back to a checkpoint. */
  begin(): void;
  /** Each event is read only when it is asked for: a list of a thousand would outlive a collection of garbage, which costs more. */
  events(events: Iterable<RunEvent>): void;
}

/** The events of a run folder, read as they are written. */
export class EventFile {
  readonly #path: string;
  readonly #reader: EventReader;
  #lines = new LineSplitter();
  #offset = 0;
  #inode = 0;

  constructor(path: string, reader: EventReader) {
    this.#path = path;
    this.#reader = reader;
  }

  /**
   * Reads what is new; a line that is still being written waits for its end, one that is no event is left out.
   * @returns how many bytes were read
   * @throws the error of the operating system, but not where there is no file yet
   */
  async read(): Promise<number> {
    let file: FileHandle;
    try {
      file = await open(this.#path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
      throw error;
    }
    try {
      const { ino, size } = await file.stat();
      // It was replaced by a shorter one when the run was resumed.
      if (ino !== this.#inode || size < this.#offset) this.#begin(ino);
      return await this.#readOn(file);
    } finally {
      await file.close();
    }
  }

  async #readOn(file: FileHandle): Promise<number> {
    const chunk = Buffer.alloc(CHUNK);
    let all = 0;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, this.#offset);
      if (bytesRead === 0) return all;
      this.#offset += bytesRead;
      all += bytesRead;
      this.#reader.events(eventsIn(this.#lines.push(chunk.subarray(0, bytesRead))));
    }
  }

  #begin(inode: number): void {
    this.#inode = inode;
    this.#offset = 0;
    this.#lines = new LineSplitter();
    this.#reader.begin();
  }
}

function* eventsIn(lines: readonly string[]): Generator<RunEvent> {
  for (const line of lines) {
    const event = parseEvent(line);
    if (!('error' in event)) yield event;
  }
}
