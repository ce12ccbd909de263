/** The threads that run one program, and the arrays in shared memory that they know of. */
import type { Order } from './messages.ts';
import type { ComputingThread } from './worker-pool.ts';

export class ProgramThreads {
  readonly #threads: readonly ComputingThread[];
  readonly session: number;
  #attached: readonly ArrayBufferView[] = [];

  constructor(threads: readonly ComputingThread[], session: number) {
    this.#threads = threads;
    this.session = session;
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

  /** Threads that have gone took their sessions with them. */
  async release(): Promise<void> {
    await Promise.allSettled(this.#threads.map((thread) => thread.order({ kind: 'release', session: this.session })));
  }
}

function arraysIn(value: object): ArrayBufferView[] {
  if (ArrayBuffer.isView(value)) return [value];
  return Object.values(value).flatMap(arraysIn);
}
