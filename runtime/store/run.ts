/** One run folder. */

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Phrase, say } from '@qham/grammar/phrase';
import { type EventOf, formatEvent, parseEvent, type RunEvent } from '../events.ts';
import { saidBy } from '../said-error.ts';
import { AppendLog } from './append-log.ts';
import { replaceFile } from './atomic-file.ts';
import { decodeCheckpoint, encodeCheckpoint, type StoredCheckpoint } from './checkpoint-file.ts';
import type { RunDescription } from './description.ts';
import { type Disk, SYSTEM_DISK } from './disk.ts';
import { historyHeader, historyRow } from './history.ts';
import { FILES } from './layout.ts';
import { takeLock } from './lock.ts';
import { type Rewound, rewindEvents, rewindHistory, splitLines } from './rewind.ts';
import { type RunStatus, statusOf } from './status.ts';
import { StoreError, storeError } from './store-error.ts';
import { type Ending, formatSummary, parseSummary, type RunSummary } from './summary.ts';

const WRITE_EVENTS = say`write events`;

/**
 * A run folder, for reading by anyone and for writing by the one process that has claimed it.
 *
 * Events are kept in memory for up to about a second and written at every checkpoint; after a crash at most the events since
 * the last checkpoint are missing, and a resumed run produces those again. Errors of the disk are StoreErrors; they lose
 * nothing that is in memory, and the same call can be tried again.
 */
export class Run {
  /** Path of the folder. */
  readonly folder: string;
  readonly description: RunDescription;
  readonly #disk: Disk;
  #release: (() => void) | null = null;
  #events: AppendLog | null = null;
  #history: AppendLog | null = null;
  #terms: readonly string[] | null = null;

  /** Use `createRun` or `openRun`. */
  constructor(folder: string, description: RunDescription, disk: Disk = SYSTEM_DISK) {
    this.folder = folder;
    this.description = description;
    this.#disk = disk;
  }

  /** What can be said of the run from its files and its holder. */
  get status(): RunStatus {
    return statusOf(this.folder);
  }

  /** Makes this process the one that writes. @throws StoreError when another process does */
  claim(): void {
    this.#release ??= takeLock(this.folder);
  }

  /** Records an event; cheap. @throws StoreError when it was time to write and the disk refused: the event is not lost */
  append(event: RunEvent): void {
    this.#requireClaim();
    this.#attempt(WRITE_EVENTS, () => {
      this.#events ??= new AppendLog(join(this.folder, FILES.events), this.#disk);
      this.#events.add(formatEvent(event));
      if (event.type === 'start') this.#terms ??= event.terms;
      if (event.type === 'step') this.#addToHistory(event);
      this.#events.flushWhenDue();
      this.#history?.flushWhenDue();
    });
  }

  /** Hands all events to the operating system, so that they outlive this process. @throws StoreError */
  flush(): void {
    this.#attempt(WRITE_EVENTS, () => {
      this.#events?.flush();
      this.#history?.flush();
    });
  }

  /**
   * Replaces the checkpoint. The one before stays readable until this one is complete and on the disk, and all events
   * appended so far are on the disk before it. The arrays are copied at once.
   * @throws StoreError when the disk refuses: the checkpoint before is then still whole
   */
  async saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void> {
    this.#requireClaim();
    const bytes = encodeCheckpoint(checkpoint);
    this.#attempt(say`save the checkpoint of step ${checkpoint.step}`, () => {
      this.#events?.sync();
      this.#history?.sync();
      replaceFile(join(this.folder, FILES.checkpoint), bytes, this.#disk);
    });
  }

  /** The last checkpoint, or null where none has been written yet. @throws StoreError when it is damaged */
  async loadCheckpoint(): Promise<StoredCheckpoint | null> {
    const path = join(this.folder, FILES.checkpoint);
    if (!existsSync(path)) return null;
    const bytes = this.#attempt(say`read the checkpoint`, () => readFileSync(path));
    try {
      return decodeCheckpoint(bytes);
    } catch (cause) {
      throw new StoreError(
        this.folder,
        say`${path} cannot be used: ${saidBy(cause)}. Put back a copy of it, or start the run again.`,
        { cause },
      );
    }
  }

  /**
   * Takes back what was recorded after a checkpoint, before the run goes on from there. Lines cut short by a crash go too.
   * @param checkpoint null: there is none, the run begins again
   * @returns how many lines of events were removed, and how many of them could not be read
   */
  async truncateEventsAfter(
    checkpoint: Pick<StoredCheckpoint, 'step' | 'time'> | null,
  ): Promise<{ removed: number; damaged: number }> {
    this.#requireClaim();
    return this.#attempt(say`take back events`, () => {
      this.#closeLogs();
      rmSync(join(this.folder, FILES.summary), { force: true });
      const nothing = (text: string): Rewound => ({ text: '', removed: splitLines(text).lines.length, damaged: 0 });
      const rewound = this.#rewrite(FILES.events, (text) =>
        checkpoint ? rewindEvents(text, checkpoint) : nothing(text),
      );
      this.#rewrite(FILES.history, (text) => (checkpoint ? rewindHistory(text, checkpoint.step) : nothing(text)));
      return { removed: rewound.removed, damaged: rewound.damaged };
    });
  }

  /** All events that can be read, in order; those still in memory of this process included. */
  async readEvents(): Promise<{ events: RunEvent[]; damaged: number }> {
    if (this.#release) this.flush();
    const text = this.#attempt(say`read events`, () => this.#read(FILES.events));
    const { lines, torn } = splitLines(text ?? '');
    const parsed = lines.map(parseEvent);
    const events = parsed.filter((event): event is RunEvent => !('error' in event));
    // A line still being written is not damage.
    return { events, damaged: parsed.length - events.length + (torn && this.status !== 'running' ? 1 : 0) };
  }

  /** Says how the run ended. @throws StoreError */
  async writeSummary(ending: Ending): Promise<void> {
    this.#requireClaim();
    const { experiment, device } = this.description;
    const text = formatSummary({ train: experiment.train, device, ended: new Date().toISOString(), ending });
    this.#attempt(say`write the summary`, () => {
      this.#events?.sync();
      this.#history?.sync();
      replaceFile(join(this.folder, FILES.summary), text, this.#disk);
    });
  }

  /** How the run ended, or null while it has not. @throws StoreError when the file is damaged */
  async readSummary(): Promise<RunSummary | null> {
    const text = this.#attempt(say`read the summary`, () => this.#read(FILES.summary));
    if (text === null) return null;
    try {
      return parseSummary(text);
    } catch (cause) {
      const path = join(this.folder, FILES.summary);
      throw new StoreError(this.folder, say`${path} is damaged: ${saidBy(cause)}`, { cause });
    }
  }

  /** Writes what is in memory and gives the folder back, the latter also when the former fails. @throws StoreError */
  async close(): Promise<void> {
    try {
      this.#attempt(WRITE_EVENTS, () => this.#closeLogs());
    } finally {
      this.#release?.();
      this.#release = null;
    }
  }

  #addToHistory(event: EventOf<'step'>): void {
    const { states } = this.description.experiment;
    this.#history ??= new AppendLog(join(this.folder, FILES.history), this.#disk);
    this.#terms ??= Object.keys(event.terms);
    if (this.#history.empty) this.#history.add(historyHeader(states, this.#terms));
    this.#history.add(historyRow(event, states, this.#terms));
  }

  #closeLogs(): void {
    const logs = [this.#events, this.#history];
    this.#events = null;
    this.#history = null;
    let failed: unknown;
    for (const log of logs)
      try {
        log?.close();
      } catch (error) {
        failed ??= error;
      }
    if (failed) throw failed;
  }

  #rewrite(file: string, rewind: (text: string) => Rewound): Rewound {
    const text = this.#read(file) ?? '';
    const rewound = rewind(text);
    if (rewound.text !== text) replaceFile(join(this.folder, file), rewound.text, this.#disk);
    return rewound;
  }

  #read(file: string): string | null {
    const path = join(this.folder, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  }

  #requireClaim(): void {
    if (!this.#release) throw new Error(`this process has not claimed ${this.folder}`);
  }

  #attempt<T>(doing: Phrase, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw storeError(this.folder, doing, error);
    }
  }
}
