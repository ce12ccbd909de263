/** Sessions on computing threads. Which thread computed a block does not show in its numbers. */
import type { Graph } from '../tensor/graph.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Feed, Precision, Results, Session } from './engine.ts';
import { checkFeeds } from './feeds.ts';
import { type ProgramThreads, releaseSession } from './program-threads.ts';
import { SharedArrays } from './shared-arrays.ts';
import type { ComputingThread } from './worker-pool.ts';

/** A whole graph in ONNX Runtime, fed by messages: its tensors cannot lie in shared memory. Thread t takes blocks t, t + T, … */
export class OnnxSession implements Session {
  readonly #threads: readonly ComputingThread[];
  readonly #session: number;
  readonly #graph: Graph;
  readonly #precision: Precision;

  constructor(threads: readonly ComputingThread[], session: number, graph: Graph, precision: Precision) {
    this.#threads = threads;
    this.#session = session;
    this.#graph = graph;
    this.#precision = precision;
  }

  async run(shared: Feed, blocks: readonly Feed[]): Promise<Results[]> {
    checkFeeds(this.#graph, this.#precision, shared, blocks);
    const count = this.#threads.length;
    const answers = await Promise.all(
      this.#threads.map((thread, t) => {
        const own = dealt(blocks, t, count);
        if (own.length === 0) return [];
        return thread.order({ kind: 'run', session: this.#session, shared: whole(shared), blocks: own.map(whole) });
      }),
    );
    return blocks.map((_, i) => answers[i % count]![Math.floor(i / count)]!);
  }

  dispose(): Promise<void> {
    return releaseSession(this.#threads, this.#session);
  }
}

/** A program of kernels and ONNX Runtime's operations, on memory that all threads share. */
export class ProgramSession implements Session {
  readonly #threads: ProgramThreads;
  readonly #graph: Graph;
  readonly #arrays = new SharedArrays();
  readonly #lengths: Readonly<Record<string, number>>;
  readonly #next = new Int32Array(new SharedArrayBuffer(4));

  constructor(threads: ProgramThreads, graph: Graph) {
    this.#threads = threads;
    this.#graph = graph;
    this.#lengths = Object.fromEntries(Object.entries(graph.outputs).map(([name, { shape }]) => [name, sizeOf(shape)]));
  }

  async run(shared: Feed, blocks: readonly Feed[]): Promise<Results[]> {
    checkFeeds(this.#graph, 'float32', shared, blocks);
    return this.#threads.exclusively(async () => {
      const { session } = this.#threads;
      const arrays = {
        shared: this.#arrays.share('shared', shared),
        blocks: blocks.map((block, i) => this.#arrays.share(`in${i}`, block)),
        outputs: blocks.map((_, i) => this.#arrays.room(`out${i}`, this.#lengths)),
        next: this.#next,
      };
      await this.#threads.attach({ kind: 'attach', session, arrays });
      Atomics.store(this.#next, 0, 0);
      await this.#threads.order({ kind: 'run-program', session });
      return arrays.outputs;
    });
  }

  dispose(): Promise<void> {
    return this.#threads.release();
  }
}

const dealt = <T>(items: readonly T[], thread: number, threads: number) =>
  items.filter((_, i) => i % threads === thread);

/** The arrays of a feed, each in memory of its own: sending part of a larger array to a thread would copy all of it. */
function whole(feed: Feed): Feed {
  return Object.fromEntries(
    Object.entries(feed).map(([name, values]) => [
      name,
      values.byteLength === values.buffer.byteLength ? values : values.slice(),
    ]),
  );
}
