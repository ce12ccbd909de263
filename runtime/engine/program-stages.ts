/** A program in two stages on computing threads: as much of the first as there is room for is kept for the second. */
import type { Graph } from '../tensor/graph.ts';
import { sizeOf } from '../tensor/shape.ts';
import { splitOutputs } from '../tensor/stages.ts';
import type { Feed, Results, StagedSession } from './engine.ts';
import { checkFeeds } from './feeds.ts';
import type { ProgramThreads } from './program-threads.ts';
import { SharedArrays } from './shared-arrays.ts';

type Lengths = Readonly<Record<string, number>>;

export class ProgramStages implements StagedSession {
  readonly #threads: ProgramThreads;
  readonly #graph: Graph;
  readonly #arrays = new SharedArrays();
  readonly #later: Readonly<Record<string, Float32Array>>;
  readonly #early: Lengths;
  readonly #late: Lengths;
  readonly #next = new Int32Array(new SharedArrayBuffer(4));
  /** For each block, what `KeptBlocks` notes. */
  #states = new Int32Array(new SharedArrayBuffer(0));
  /** Outputs of the second stage, while it is to come. */
  #expected: Results[] | null = null;

  /** @param later names of the inputs that are known only after the first stage */
  constructor(threads: ProgramThreads, graph: Graph, later: ReadonlySet<string>) {
    this.#threads = threads;
    this.#graph = graph;
    const { early, late } = splitOutputs(graph, later);
    const lengths = (names: readonly string[], tensors: Graph['inputs']): Lengths =>
      Object.fromEntries(names.map((name) => [name, sizeOf(tensors[name]!.shape)]));
    this.#early = lengths(early, graph.outputs);
    this.#late = lengths(late, graph.outputs);
    const given = Object.keys(graph.inputs).filter((name) => later.has(name));
    this.#later = this.#arrays.room('later', lengths(given, graph.inputs));
  }

  async first(shared: Feed, blocks: readonly Feed[]): Promise<Results[]> {
    checkFeeds(this.#graph, 'float32', { ...shared, ...this.#later }, blocks);
    return this.#threads.exclusively(() => this.#runFirst(shared, blocks));
  }

  async #runFirst(shared: Feed, blocks: readonly Feed[]): Promise<Results[]> {
    if (this.#states.length !== blocks.length) this.#states = new Int32Array(new SharedArrayBuffer(4 * blocks.length));
    const arrays = {
      shared: this.#arrays.share('shared', shared),
      later: this.#later,
      blocks: blocks.map((block, i) => this.#arrays.share(`in${i}`, block)),
      early: blocks.map((_, i) => this.#arrays.room(`early${i}`, this.#early)),
      late: blocks.map((_, i) => this.#arrays.room(`late${i}`, this.#late)),
      next: this.#next,
      states: this.#states,
    };
    this.#expected = null;
    const { session } = this.#threads;
    await this.#threads.attach({ kind: 'attach-stages', session, arrays });
    Atomics.store(this.#next, 0, 0);
    this.#states.fill(0);
    await this.#threads.order({ kind: 'run-stage', session, stage: 'first' });
    this.#expected = arrays.late;
    return arrays.early;
  }

  second(later: Feed): Promise<Results[]> {
    return this.#threads.exclusively(() => this.#runSecond(later));
  }

  async #runSecond(later: Feed): Promise<Results[]> {
    const results = this.#expected;
    this.#expected = null;
    if (!results) throw new Error('the first stage comes before the second');
    for (const [name, target] of Object.entries(this.#later)) target.set(given(later, name, target.length));
    await this.#threads.order({ kind: 'run-stage', session: this.#threads.session, stage: 'second' });
    return results;
  }

  dispose(): Promise<void> {
    return this.#threads.release();
  }
}

/** @throws Error when it is missing or of another length */
function given(feed: Feed, name: string, length: number) {
  const value = feed[name];
  if (value?.length !== length)
    throw new Error(`run: input "${name}" has ${value?.length ?? 'no'} numbers, not ${length}`);
  return value;
}
