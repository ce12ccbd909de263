import { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isSweepFolder, sweepRuns } from 'qham/store';
import { isRunFolder, readStoredRun, type StoredRun, signature } from './stored-run.ts';

/** Milliseconds between two looks at runs that go on: a process that ends changes no file. */
const PAUSE = 1000;

interface Known {
  readonly run: StoredRun;
  readonly signature: string;
}

/** All runs of some folders, as the disk has them. */
export class RunList {
  readonly #emitter = new EventEmitter<{ change: [] }>();
  readonly #roots: () => readonly string[];
  #known = new Map<string, Known>();
  #timer: NodeJS.Timeout | null = null;
  #refreshing: Promise<void> | null = null;
  #again = false;
  #disposed = false;

  /** @param roots gives the folders that hold run folders, as they are now */
  constructor(roots: () => readonly string[]) {
    this.#roots = roots;
  }

  /** Newest first. */
  get all(): readonly StoredRun[] {
    const time = ({ created }: StoredRun) => created?.getTime() ?? 0;
    return [...this.#known.values()]
      .map(({ run }) => run)
      .sort((a, b) => time(b) - time(a) || (a.path < b.path ? 1 : -1));
  }

  find(path: string): StoredRun | undefined {
    return this.#known.get(path)?.run;
  }

  /** Looks at the folders again; settles when what they hold is known. Calls that come meanwhile become one more look. */
  refresh(): Promise<void> {
    if (this.#refreshing !== null) {
      this.#again = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#look().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** Calls back when the list has changed; returns what ends that. */
  onChange(listener: () => void): { dispose(): void } {
    this.#emitter.on('change', listener);
    return { dispose: () => this.#emitter.off('change', listener) };
  }

  dispose(): void {
    this.#disposed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#emitter.removeAllListeners();
  }

  async #look(): Promise<void> {
    do {
      this.#again = false;
      const before = this.#known;
      const now = await Promise.all(
        this.#roots()
          .flatMap(foldersIn)
          .map((path) => this.#read(path, before.get(path))),
      );
      this.#known = new Map(now.map((known) => [known.run.path, known]));
      const changed = now.length !== before.size || now.some((known) => before.get(known.run.path) !== known);
      if (changed && !this.#disposed) this.#emitter.emit('change');
    } while (this.#again && !this.#disposed);
    this.#keepLooking();
  }

  async #read(path: string, before: Known | undefined): Promise<Known> {
    const now = signature(path);
    // A run that goes on may have lost its process.
    if (before?.signature === now && before.run.status !== 'running') return before;
    const run = await readStoredRun(path);
    return before?.signature === now && before.run.status === run.status ? before : { run, signature: now };
  }

  #keepLooking(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const going = [...this.#known.values()].some(({ run }) => run.status === 'running');
    this.#timer = going && !this.#disposed ? setTimeout(() => void this.refresh(), PAUSE) : null;
  }
}

function foldersIn(root: string): string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(root, name))
      .flatMap((path) => (isSweepFolder(path) ? pointsIn(path) : [path]))
      .filter(isRunFolder);
  } catch {
    // No runs yet, or a folder that was just deleted.
    return [];
  }
}

/** The points of a sweep are runs like others. */
function pointsIn(sweep: string): string[] {
  try {
    return sweepRuns(sweep);
  } catch {
    // It was just deleted.
    return [];
  }
}
