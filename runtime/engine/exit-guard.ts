/**
 * Lets a process end while its threads compute. Node stops threads wherever they are; one that is stopped inside ONNX
 * Runtime aborts the whole process, and its exit code is lost. So the end of the process waits for the current block.
 */

/** Longest wait for a thread, in milliseconds; a block takes far less. */
const PATIENCE = 30_000;
const BUSY = 0;
const LEAVING = 1;

export type GuardMemory = Int32Array<SharedArrayBuffer>;

export function newGuardMemory(): GuardMemory {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** In a computing thread: brackets everything that must not be stopped in the middle. */
export class ThreadGuard {
  readonly #memory: GuardMemory;

  constructor(memory: GuardMemory) {
    this.#memory = memory;
  }

  /** @throws Error when the process is ending. */
  enter(): void {
    // First busy, then the question: the other side asks in the opposite order, so one of the two sees the other.
    Atomics.store(this.#memory, BUSY, 1);
    this.check();
  }

  /** Between two blocks. @throws Error when the process is ending. */
  check(): void {
    if (Atomics.load(this.#memory, LEAVING) === 1) throw new Error('the process is ending');
  }

  leave(): void {
    Atomics.store(this.#memory, BUSY, 0);
    Atomics.notify(this.#memory, BUSY);
  }
}

const guarded = new Set<GuardMemory>();

/** In the main thread: from now on the end of the process waits for the thread that has this memory. */
export function guardExit(memory: GuardMemory): void {
  if (guarded.size === 0) process.on('exit', waitForAll);
  guarded.add(memory);
}

/** The thread has ended; nothing need wait for it. */
export function unguardExit(memory: GuardMemory): void {
  guarded.delete(memory);
  if (guarded.size === 0) process.off('exit', waitForAll);
}

function waitForAll(): void {
  for (const memory of guarded) Atomics.store(memory, LEAVING, 1);
  for (const memory of guarded) Atomics.wait(memory, BUSY, 1, PATIENCE);
}
