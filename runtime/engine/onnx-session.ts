/** Sessions on computing threads: thread t takes blocks t, t + T, …; which thread ran a block does not show in its numbers. */
import type { Graph } from '../tensor/graph.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Feed, Precision, Results, Session } from './engine.ts';
import { checkFeeds } from './feeds.ts';
import { SharedArrays } from './shared-arrays.ts';
import type { ComputingThread } from './worker-pool.ts';

/** A whole graph in ONNX Runtime, fed by messages: its tensors cannot lie in shared memory. */
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
    return release(this.#threads, this.#session);
  }
}

/** A program of kernels and ONNX Runtime's operations, on memory that all threads share. */
export class ProgramSession implements Session {
  readonly #threads: readonly ComputingThread[];
  readonly #session: number;
  readonly #graph: Graph;
  readonly #arrays = new SharedArrays();
  readonly #lengths: Readonly<Record<string, number>>;
  #running = false;

  constructor(threads: readonly ComputingThread[], session: number, graph: Graph) {
    this.#threads = threads;
    this.#session = session;
    this.#graph = graph;
    this.#lengths = Object.fromEntries(Object.entries(graph.outputs).map(([name, { shape }]) => [name, sizeOf(shape)]));
  }

  async run(shared: Feed, blocks: readonly Feed[]): Promise<Results[]> {
    checkFeeds(this.#graph, 'float32', shared, blocks);
    if (this.#running) throw new Error('this session is still running');
    this.#running = true;
    try {
      const common = this.#arrays.share('shared', shared);
      const inputs = blocks.map((block, i) => this.#arrays.share(`in${i}`, block));
      const outputs = blocks.map((_, i) => this.#arrays.room(`out${i}`, this.#lengths));
      const count = this.#threads.length;
      await Promise.all(
        this.#threads.map((thread, t) => {
          const own = dealt(inputs, t, count);
          if (own.length === 0) return [];
          const room = dealt(outputs, t, count);
          return thread.order({
            kind: 'run-program',
            session: this.#session,
            shared: common,
            blocks: own,
            outputs: room,
          });
        }),
      );
      return outputs;
    } finally {
      this.#running = false;
    }
  }

  dispose(): Promise<void> {
    return release(this.#threads, this.#session);
  }
}

const dealt = <T>(items: readonly T[], thread: number, threads: number) =>
  items.filter((_, i) => i % threads === thread);

/** Threads that have gone took their sessions with them. */
async function release(threads: readonly ComputingThread[], session: number): Promise<void> {
  await Promise.allSettled(threads.map((thread) => thread.order({ kind: 'release', session })));
}

/** The arrays of a feed, each in memory of its own: sending part of a larger array to a thread would copy all of it. */
function whole(feed: Feed): Feed {
  return Object.fromEntries(
    Object.entries(feed).map(([name, values]) => [
      name,
      values.byteLength === values.buffer.byteLength ? values : values.slice(),
    ]),
  );
}
