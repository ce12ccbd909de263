import { EventEmitter } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSweepFolder, sweepRuns } from 'qham/store';
import { isRunFolder, readStoredRun, type StoredRun, signature } from './stored-run.ts';

/** Milliseconds between two looks: a process that ends changes no file, and who watches a folder may miss what comes with it. */
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
  /** What the folders were like at the last look, and which of those in them held no run yet. */
  #seen: { readonly times: string; readonly empty: readonly string[] } = { times: '', empty: [] };
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
      const roots = this.#roots();
      const times = timesOf(roots);
      const folders = roots.flatMap(foldersIn);
      this.#seen = { times, empty: folders.filter((path) => !isRunFolder(path)) };
      const now = await Promise.all(folders.filter(isRunFolder).map((path) => this.#read(path, before.get(path))));
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
    if (this.#disposed) return;
    const going = [...this.#known.values()].some(({ run }) => run.status === 'running');
    this.#timer = setTimeout(() => (going || this.#hasNews() ? void this.refresh() : this.#keepLooking()), PAUSE);
    // What only looks keeps no program alive.
    this.#timer.unref();
  }

  /** True if a folder came or went since the last look, or one that held no run then does now. */
  #hasNews(): boolean {
    const { times, empty } = this.#seen;
    return timesOf(this.#roots()) !== times || empty.some(isRunFolder);
  }
}

/** When a folder last came into or went from each of these; empty for one that is not there or cannot be read. */
const timesOf = (roots: readonly string[]): string => roots.map(timeOf).join();

function timeOf(folder: string): number | '' {
  try {
    return statSync(folder).mtimeMs;
  } catch {
    return '';
  }
}

/** The folders below a root that are runs, or may become some; of a sweep its points. */
function foldersIn(root: string): string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(root, name))
      .flatMap((path) => (isSweepFolder(path) ? pointsIn(path) : [path]));
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
