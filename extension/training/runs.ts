import { EventEmitter } from 'node:events';
import type { RunEvent } from 'qham/events';
import { Curve } from './curve.ts';
import { type Command, startProcess, type TrainingProcess } from './process.ts';
import { afterEnding, afterLine, afterStop, isOver, newRun, type RunState } from './run-state.ts';

/** What was asked for: enough to ask for it again. */
export interface Request {
  /** Path of the .qham file. */
  readonly file: string;
  /** The name after `train`. */
  readonly train: string;
}

/** One training, from its request to its end. */
export interface Run {
  /** From 1, in order of their start. */
  readonly id: number;
  readonly request: Request;
  readonly started: Date;
  readonly state: RunState;
  readonly curve: Curve;
  /** Grows with every change of any run; the value at this run's latest. */
  readonly revision: number;
  readonly process: TrainingProcess | null;
}

/** What is said about a run while it goes on, for the log. */
export type Remark = { run: Run } & (
  | { kind: 'event'; event: RunEvent }
  | { kind: 'garbage'; line: string }
  | { kind: 'error-output'; line: string }
  | { kind: 'end' }
);

/** Runs that are over and kept to be looked at again. */
const KEPT = 20;

/** The runs of this window, each in a process of its own. */
export class Runs {
  readonly #emitter = new EventEmitter<{ change: [Run]; remark: [Remark] }>();
  #runs: Run[] = [];
  #lastId = 0;
  #revision = 0;

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

  /** The newest run that still goes on. */
  get active(): Run | undefined {
    return this.#runs.find((run) => !isOver(run.state));
  }

  /** Starts a run. It is in `all` at once; whatever goes wrong with its process becomes part of its state. */
  start(request: Request, command: Command): Run {
    this.#lastId += 1;
    const id = this.#lastId;
    const fresh: Run = {
      id,
      request,
      started: new Date(),
      state: newRun(request.train),
      curve: new Curve(),
      revision: 0,
      process: null,
    };
    this.#runs = [fresh, ...this.#runs];
    this.#forget();
    const process = startProcess(command, {
      line: (line) => this.#line(id, line),
      errorLine: (line) => this.#remark(id, { kind: 'error-output', line }),
      end: (ending) => {
        this.#change(id, (run) => ({ state: afterEnding(run.state, ending) }));
        this.#remark(id, { kind: 'end' });
      },
    });
    return this.#change(id, () => ({ process })) ?? fresh;
  }

  /** Asks a run to stop; does nothing if it is over. */
  stop(id: number): void {
    const run = this.find(id);
    if (run === undefined || isOver(run.state)) return;
    this.#change(id, () => ({ state: afterStop(run.state) }));
    run.process?.stop();
  }

  /** Asks every run to stop, and settles when all their processes have ended. */
  async stopAll(): Promise<void> {
    for (const run of this.#runs) run.process?.stop();
    await Promise.all(this.#runs.map((run) => run.process?.ended));
  }

  /** Calls back after each change of a run; returns what ends that. */
  onChange(listener: (run: Run) => void): { dispose(): void } {
    this.#emitter.on('change', listener);
    return { dispose: () => this.#emitter.off('change', listener) };
  }

  /** Calls back for everything worth a line in a log; returns what ends that. */
  onRemark(listener: (remark: Remark) => void): { dispose(): void } {
    this.#emitter.on('remark', listener);
    return { dispose: () => this.#emitter.off('remark', listener) };
  }

  #line(id: number, line: string): boolean {
    const before = this.find(id);
    if (before === undefined) return false;
    const { state, event } = afterLine(before.state, line);
    if (event?.type === 'step') before.curve.add(event.step, event.energies);
    this.#change(id, () => ({ state }));
    this.#remark(id, event ? { kind: 'event', event } : { kind: 'garbage', line });
    return event !== null;
  }

  #change(id: number, change: (run: Run) => Partial<Run>): Run | undefined {
    const at = this.#runs.findIndex((run) => run.id === id);
    const before = this.#runs[at];
    if (before === undefined) return undefined;
    this.#revision += 1;
    const run: Run = { ...before, ...change(before), revision: this.#revision };
    this.#runs = this.#runs.with(at, run);
    this.#emitter.emit('change', run);
    return run;
  }

  #remark(id: number, remark: Remark extends infer R ? (R extends Remark ? Omit<R, 'run'> : never) : never): void {
    const run = this.find(id);
    if (run) this.#emitter.emit('remark', { ...remark, run } as Remark);
  }

  #forget(): void {
    let over = 0;
    this.#runs = this.#runs.filter((run) => !isOver(run.state) || ++over <= KEPT);
  }
}
