import type { Follow, RunView, ToView } from '../protocol.ts';
import { Curve } from '../training/curve.ts';
import type { Run, Runs } from '../training/runs.ts';
import { Shown } from './shown.ts';

/** Milliseconds between two answers: fast enough to look continuous, slow enough to leave the processors to the training. */
const PAUSE = 100;
/** Of a run whose curve is not read back yet. */
const UNREAD = new Curve();
/** No curve is of this epoch: everything is asked for. */
const NONE = -1;

/**
 * Answers the view's question for what is new: at once if there is something, else as soon as there is.
 * Who does not ask gets nothing, so a hidden view costs nothing.
 */
export class Follower {
  readonly #runs: Runs;
  readonly #describe: (run: Run) => RunView;
  readonly #send: (update: ToView) => void;
  readonly #shown: Shown;
  #question: Follow | null = null;
  /** What the view has a part of. */
  #held: Curve | null = null;
  #pause: NodeJS.Timeout | null = null;

  constructor(
    runs: Runs,
    describe: (run: Run) => RunView,
    send: (update: ToView) => void,
    shown: Shown = new Shown(runs),
  ) {
    this.#shown = shown;
    this.#runs = runs;
    this.#describe = describe;
    this.#send = send;
  }

  /** The run to show. */
  get shown(): Run | undefined {
    return this.#shown.run;
  }

  /** Takes the view's question; it replaces an earlier one. */
  follow(question: Follow): void {
    this.#question = question;
    this.#answer();
  }

  /** Shows this run from now on. */
  select(run: number): void {
    this.#shown.select(run);
    this.#answer();
  }

  /** To be called when a run has changed. */
  changed(): void {
    this.#answer();
  }

  /** The view has gone; nobody waits for an answer any more. */
  forget(): void {
    this.#question = null;
    this.#held = null;
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = null;
  }

  #answer(): void {
    const question = this.#question;
    const shown = this.shown;
    if (question === null || this.#pause !== null) return;
    const sameRun = question.run === (shown?.id ?? null);
    if (sameRun && question.revision === this.#runs.revision) return;
    const curve = shown?.curve ?? UNREAD;
    const epoch = sameRun && curve === this.#held ? question.epoch : NONE;
    this.#question = null;
    this.#held = curve;
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.#answer();
    }, PAUSE);
    this.#send({
      type: 'update',
      revision: this.#runs.revision,
      runs: this.#runs.all.map((run) => ({
        id: run.id,
        train: run.request.train,
        status: run.state.status,
        started: run.started.toISOString(),
      })),
      shown: shown ? { run: this.#describe(shown), curve: curve.since(epoch, question.last) } : null,
    });
  }
}
