/** Computing threads and the orders they are given. */
import { Worker } from 'node:worker_threads';
import type { Results } from './engine.ts';
import { guardExit, newGuardMemory, unguardExit } from './exit-guard.ts';
import type { Answer, Order } from './messages.ts';

type Pending = { resolve(results: Results[]): void; reject(reason: Error): void };

/**
 * One computing thread. A thread that dies rejects everything it still owed, and every order after it.
 * It keeps the process alive only while it has something to do.
 */
export class ComputingThread {
  readonly #worker: Worker;
  readonly #pending: Pending[] = [];
  readonly #ended: Promise<void>;
  #fault: Error | null = null;
  #closing = false;

  constructor(entry: URL = workerEntry()) {
    const guard = newGuardMemory();
    guardExit(guard);
    this.#worker = new Worker(entry, {
      workerData: guard,
      // The sources run as they are by stripping their types, which this Node still calls experimental.
      ...(isSource(entry) && { execArgv: ['--disable-warning=ExperimentalWarning'] }),
    });
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => {
      const pending = this.#pending.shift();
      if (this.#pending.length === 0 && !this.#closing) this.#worker.unref();
      if ('error' in answer) pending?.reject(new Error(answer.error));
      else pending?.resolve(answer.results);
    });
    this.#worker.on('error', (error) => this.#fail(`a computing thread stopped: ${describe(error)}`));
    this.#worker.on('messageerror', (error) =>
      this.#fail(`an answer of a computing thread was lost: ${error.message}`),
    );
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        unguardExit(guard);
        this.#fail(`a computing thread ended unexpectedly (exit code ${code})`);
        resolve();
      });
    });
  }

  /** Sends an order and waits for its answer. @throws Error when it fails or the thread is or goes down. */
  order(order: Order, transfer: readonly ArrayBuffer[] = []): Promise<Results[]> {
    if (this.#fault) return Promise.reject(this.#fault);
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(order, transfer);
    });
  }

  /** Ends the thread after what it is doing; what it was still to do is rejected. */
  async close(): Promise<void> {
    this.#fail('the engine was closed');
    // Answers to what it is still doing must not let the process end before the thread has.
    this.#closing = true;
    // Without ending the thread by force: in the middle of ONNX Runtime's code that would end the whole process.
    this.#worker.ref();
    this.#worker.postMessage({ kind: 'close' } satisfies Order);
    await this.#ended;
  }

  #fail(message: string): void {
    this.#fault ??= new Error(message);
    for (const { reject } of this.#pending.splice(0)) reject(this.#fault);
  }
}

/** The worker beside this module: TypeScript beside the sources, bundled JavaScript beside the bundle. */
function workerEntry(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './onnx-worker.ts' : './onnx-worker.mjs', import.meta.url);
}

function isSource(entry: URL): boolean {
  return entry.pathname.endsWith('.ts');
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
    return 'out of memory; fewer walkers or a smaller network need less';
  return error.message;
}
