/** The threads that run one program, and the arrays in shared memory that they know of. */
import type { Order } from './messages.ts';
import type { ComputingThread } from './worker-pool.ts';

export class ProgramThreads {
  readonly #threads: readonly ComputingThread[];
  readonly session: number;
  #attached: readonly ArrayBufferView[] = [];
  #running = false;

  constructor(threads: readonly ComputingThread[], session: number) {
    this.#threads = threads;
    this.session = session;
  }

  /** Does one piece of work at a time: the arrays of a run are those of the next. @throws Error when another is being done */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running) throw new Error('this session is still running');
    this.#running = true;
    try {
      return await work();
    } finally {
      this.#running = false;
    }
  }

  /** Gives the order to all threads, and waits for all. */
  async order(order: Order): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.order(order)));
  }

  /** Tells the threads which arrays they work on, unless they are those of the last run. */
  async attach(order: Extract<Order, { kind: 'attach' | 'attach-stages' }>): Promise<void> {
    const all = arraysIn(order.arrays);
    if (all.length === this.#attached.length && all.every((array, i) => array === this.#attached[i])) return;
    await this.order(order);
    this.#attached = all;
  }

  release(): Promise<void> {
    return releaseSession(this.#threads, this.session);
  }
}

/** Threads that have gone took their sessions with them. */
export async function releaseSession(threads: readonly ComputingThread[], session: number): Promise<void> {
  await Promise.allSettled(threads.map((thread) => thread.order({ kind: 'release', session })));
}

function arraysIn(value: object): ArrayBufferView[] {
  if (ArrayBuffer.isView(value)) return [value];
  return Object.values(value).flatMap(arraysIn);
}
