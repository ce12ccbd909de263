import { resolve } from 'node:path';
import type { Words } from '@qham/grammar/phrase';
import { attach, trainedByAnother, trainerOf } from '../runs/attached.ts';
import { Curve } from './curve.ts';
import { type Look, Looks } from './looks.ts';
import { type Command, startProcess, type TrainingProcess } from './process.ts';
import type { Remark } from './remark.ts';
import type { Folder, Request } from './request.ts';
import { afterEventsWithCurve, takeIntoCurve } from './run-curve.ts';
import { afterEndingIn } from './run-end.ts';
import { RunNews } from './run-news.ts';
import { afterLine, afterStop, afterStored, isOver, newRun, type RunState } from './run-state.ts';

/** One training, from its request to its end. */
export interface Run {
  /** From 1, in the order in which this window came to know them. */
  readonly id: number;
  readonly request: Request;
  readonly started: Date;
  readonly state: RunState;
  /** Null where the run is over and nobody looks at it; its folder has it. */
  readonly curve: Curve | null;
  /** Path of its folder; null until it has one. */
  readonly folder: string | null;
  /** Grows with every change of any run; the value at this run's latest. */
  readonly revision: number;
  /** Null before it is started and after its end. */
  readonly process: TrainingProcess | null;
}

/** Runs that are over and kept to be looked at again; older ones are read from their folders when they are asked for. */
const KEPT = 8;
/** Seconds between asking a process of another window to stop and ending it. */
const GRACE = 10;

/** The runs that this window knows, each in a process of its own. */
export class Runs extends RunNews {
  readonly #waiting = new Map<number, Command>();
  readonly #parallel: () => number;
  readonly #looks = new Looks(
    (id) => this.find(id),
    (id, change) => this.#change(id, change),
  );
  #runs: Run[] = [];
  #lastId = 0;
  #revision = 0;

  /** @param parallel how many may train at a time; more are queued */
  constructor(parallel: () => number = () => Number.POSITIVE_INFINITY) {
    super();
    this.#parallel = parallel;
  }

  /** Newest first. */
  get all(): readonly Run[] {
    return this.#runs;
  }

  /** Grows with every change of any run. */
  get revision(): number {
    return this.#revision;
  }

  find(id: number): Run | undefined {
    return this.#runs.find((run) => run.id === id);
  }

  /** The run of a folder, if this window knows it. */
  inFolder(path: string): Run | undefined {
    return this.#runs.find((run) => run.folder === path);
  }

  /** The newest run that still goes on, before those that wait. */
  get active(): Run | undefined {
    return this.training[0] ?? this.#runs.find((run) => !isOver(run.state));
  }

  /** Runs with a process that goes on, newest first. */
  get training(): readonly Run[] {
    return this.#runs.filter((run) => !isOver(run.state) && run.state.status !== 'queued');
  }

  /** Runs that wait for their turn, the next one first. */
  get queued(): readonly Run[] {
    return this.#runs.filter((run) => run.state.status === 'queued').reverse();
  }

  /** Looks at a run, which then has its whole curve, if need be read back from its folder. */
  look(id: number): Look {
    return this.#looks.begin(id);
  }

  /** Starts a run, at once or when its turn comes. It is in `all` at once; whatever goes wrong becomes part of its state. */
  start(request: Request, command: Command): Run {
    const run = this.#add({ request, started: new Date(), folder: null, state: newRun(request.train, 'queued') });
    return this.#enqueue(run, command);
  }

  /** Goes on with the run of a folder; its curve goes on from the checkpoint. */
  async resume(folder: Folder, command: Command): Promise<Run> {
    const known = this.open({ ...folder, going: false });
    await known.process?.ended;
    const look = this.look(known.id);
    await look.whole;
    const { id, curve, state: read } = this.find(known.id) ?? known;
    // What the steps carry stays as it is: an evaluation says no more of them.
    const { columns, shapes } = read;
    const state: RunState = { ...newRun(folder.request.train, 'queued'), folder: folder.path, columns, shapes };
    const run = this.#change(id, () => ({ state, curve: curve ?? new Curve(), process: null })) ?? known;
    look.dispose();
    return this.#enqueue(run, command);
  }

  /**
   * The run of a folder: the one that is known, else read from there and, while it goes on, followed.
   * @param keep whether this window wants it to go on where nobody else does any more
   */
  open(folder: Folder, keep = true): Run {
    const { request, created, going } = folder;
    const known = this.inFolder(folder.path) ?? (going ? this.#ownIn(folder.path) : undefined);
    // What has said its end still holds its folder for a moment; only another process begins anew.
    if (known && !(going && isOver(known.state) && trainedByAnother(folder.path, known.process?.pid))) return known;
    const run = known ?? this.#add({ request, started: created, folder: folder.path, state: newRun(request.train) });
    return this.#follow(run, folder.path, keep);
  }

  /** Asks a run to stop; one that waits is not started. Does nothing if it is over. */
  stop(id: number): void {
    const run = this.find(id);
    if (run === undefined || isOver(run.state)) return;
    if (this.#waiting.delete(id)) {
      this.#change(id, () => ({ state: { ...run.state, status: 'stopped' } }));
      return;
    }
    this.#change(id, () => ({ state: afterStop(run.state) }));
    run.process?.stop();
  }

  /** Asks every run to stop, and settles when all their processes have ended. */
  async stopAll(): Promise<void> {
    for (const { id } of [...this.queued, ...this.training]) this.stop(id);
    await Promise.all(this.#runs.map((run) => run.process?.ended));
  }

  /** Forgets a run that is over, because its folder is deleted. */
  forget(id: number): void {
    const run = this.find(id);
    if (run === undefined) return;
    this.#runs = this.#runs.filter((other) => other !== run);
    this.#revision += 1;
    this.tell(run, true);
  }

  /** The folder of a run was deleted while it goes on: nothing of it can be kept any more, so it ends. */
  lose(id: number, message: Words): void {
    const run = this.find(id);
    if (run === undefined || isOver(run.state)) return;
    this.#change(id, () => ({ state: afterStored(run.state, 'unreadable', message) }));
    run.process?.stop();
    this.#startNext();
  }

  /** Lets go of everything without ending it: another window may take over what goes on. */
  release(): void {
    this.#waiting.clear();
    for (const run of this.#runs) if (!isOver(run.state)) run.process?.release();
    this.silence();
  }

  /** A run of this window whose process has made this folder: one that has not said so yet, or a sweep, which makes several. */
  #ownIn(path: string): Run | undefined {
    const pid = trainerOf(path);
    const own = this.#runs.find(
      ({ folder, process, state }) =>
        pid !== undefined && process?.pid === pid && (folder === null || state.point !== null),
    );
    return own?.folder === null ? this.#change(own.id, () => ({ folder: path })) : own;
  }

  #add(run: Pick<Run, 'request' | 'started' | 'folder' | 'state'>): Run {
    this.#lastId += 1;
    const fresh: Run = { ...run, id: this.#lastId, curve: new Curve(), revision: this.#revision, process: null };
    // One that is read from its folder again takes its place among the others.
    this.#runs = [fresh, ...this.#runs].sort((a, b) => b.started.getTime() - a.started.getTime() || b.id - a.id);
    let over = 0;
    this.#runs = this.#runs.filter((other) => other === fresh || !isOver(other.state) || ++over <= KEPT);
    return fresh;
  }

  #enqueue(run: Run, command: Command): Run {
    this.#waiting.set(run.id, command);
    this.#change(run.id, () => ({}));
    this.#startNext();
    return this.find(run.id) ?? run;
  }

  #startNext(): void {
    for (const { id } of this.queued) {
      if (this.training.length >= this.#parallel()) return;
      const command = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (command) this.#launch(id, command);
    }
  }

  #launch(id: number, command: Command): void {
    this.#change(id, (run) => ({ state: { ...run.state, status: 'starting' } }));
    const process = startProcess(command, {
      line: (line) => this.#line(id, line, command.directory),
      errorLine: (line) => this.#remark(id, { kind: 'error-output', line }),
      still: (seconds) => void this.#change(id, ({ state }) => ({ state: { ...state, still: seconds } })),
      end: (ending) => {
        this.#change(id, ({ folder, state }) => ({ state: afterEndingIn(folder, state, ending), process: null }));
        this.#remark(id, { kind: 'end' });
        this.#looks.letGo(id);
        this.#startNext();
      },
    });
    this.#change(id, () => ({ process }));
  }

  #follow({ id, request }: Run, folder: string, keep: boolean): Run {
    const fresh = () => ({ state: { ...newRun(request.train), folder }, curve: new Curve() });
    this.#change(id, fresh);
    const process = attach(
      folder,
      {
        begin: () => void this.#change(id, fresh),
        events: (events) =>
          void this.#change(id, ({ state, curve }) => ({
            // The folder may have been moved since it was written down.
            state: { ...afterEventsWithCurve(curve, state, events), folder },
          })),
        end: (status, message) => {
          this.#change(id, ({ state }) => ({ state: afterStored(state, status, message), process: null }));
          this.#looks.letGo(id);
          this.#startNext();
        },
      },
      GRACE,
      keep,
    );
    return this.#change(id, () => ({ process }))!;
  }

  #line(id: number, line: string, directory: string): boolean {
    const before = this.find(id);
    if (before === undefined) return false;
    const { state, event } = afterLine(before.state, line);
    if (event && event.type !== 'fault') takeIntoCurve(before.curve, before.state, state, event);
    const folder = state.folder === null ? before.folder : resolve(directory, state.folder);
    if (folder !== before.folder) this.#letGo(folder);
    this.#change(id, () => ({ state, folder }));
    this.#remark(id, event ? { kind: 'event', event } : { kind: 'garbage', line });
    return event !== null;
  }

  /** A sweep that is resumed goes on with folders of points that an earlier run has known. */
  #letGo(folder: string | null): void {
    this.#runs = this.#runs.filter((run) => folder === null || run.folder !== folder || !isOver(run.state));
  }

  #change(id: number, change: (run: Run) => Partial<Run>): Run | undefined {
    const at = this.#runs.findIndex((run) => run.id === id);
    const before = this.#runs[at];
    if (before === undefined) return undefined;
    this.#revision += 1;
    const run: Run = { ...before, ...change(before), revision: this.#revision };
    this.#runs = this.#runs.with(at, run);
    this.tell(run);
    return run;
  }

  #remark(id: number, remark: Remark extends infer R ? (R extends Remark ? Omit<R, 'run'> : never) : never): void {
    const run = this.find(id);
    if (run) this.remark({ ...remark, run } as Remark);
  }
}
