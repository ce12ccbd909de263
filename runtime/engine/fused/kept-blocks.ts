/**
 * A program in two stages on one computing thread. What the first stage leaves in memory is where the second goes on, for as
 * many blocks as there is memory for; the others are computed anew. Which thread does what does not show in the numbers.
 */
import type { StageArrays } from '../messages.ts';
import { type BindModel, ProgramExecution } from './execution.ts';
import { PAGE, type Program } from './program.ts';

export class KeptBlocks {
  readonly #make: () => ProgramExecution;
  readonly #most: number;
  /** Which block's first stage lies in which execution, in the order in which they were computed. */
  readonly #kept: number[] = [];
  readonly #executions: ProgramExecution[] = [];
  /** For blocks that are not kept. */
  #spare: ProgramExecution | null = null;

  /** @param bytes that this thread may fill with what it keeps */
  constructor(program: Program, bind: BindModel, bytes: number) {
    const module = new WebAssembly.Module(program.module);
    this.#make = () => new ProgramExecution(program, module, bind);
    this.#most = Math.floor(bytes / (program.pages * PAGE));
  }

  /** Takes blocks until none is left, and computes what needs no later input. @param check called before each block */
  first({ shared, blocks, early, next, states }: StageArrays, check: () => void): void {
    this.#kept.length = 0;
    for (let i = Atomics.add(next, 0, 1); i < blocks.length; i = Atomics.add(next, 0, 1)) {
      check();
      const execution = this.#roomFor(i, states);
      execution.set(shared);
      execution.set(blocks[i]!);
      execution.run(early[i]!, 'first');
    }
  }

  /** Computes the rest: of its own blocks, latest first since that lies nearest in the cache, then of those nobody else has begun. */
  second(arrays: StageArrays, check: () => void): void {
    const { shared, later, blocks, late, states } = arrays;
    for (let k = this.#kept.length - 1; k >= 0; k--) {
      const i = this.#kept[k]!;
      if (!claim(states, i, KEPT)) continue;
      check();
      this.#executions[k]!.set(later);
      this.#executions[k]!.run(late[i]!, 'second');
    }
    for (let i = nextToRecompute(states); i !== null; i = nextToRecompute(states)) {
      check();
      const execution = this.#spareRoom();
      for (const feed of [shared, later, blocks[i]!]) execution.set(feed);
      execution.run(late[i]!);
    }
  }

  #roomFor(block: number, states: Int32Array): ProgramExecution {
    const place = this.#kept.length;
    if (place >= this.#most) return this.#spareRoom();
    this.#kept.push(block);
    Atomics.store(states, block, KEPT);
    this.#executions[place] ??= this.#make();
    return this.#executions[place];
  }

  #spareRoom(): ProgramExecution {
    this.#spare ??= this.#make();
    return this.#spare;
  }
}

/** States of a block after the first stage: zero where nobody keeps it. */
const [LOST, KEPT, DONE] = [0, 1, 2];

/** Whether the block was in this state, and is now this thread's to compute. */
function claim(states: Int32Array, block: number, state: number): boolean {
  return Atomics.compareExchange(states, block, state, DONE) === state;
}

/**
 * A block to compute from the beginning: one that is lost, or else one that waits for its thread, the one it would come to last.
 * The very last is left to its thread, which has half of it done. Null where nothing is left to do.
 */
function nextToRecompute(states: Int32Array): number | null {
  for (let i = 0; i < states.length; i++) if (claim(states, i, LOST)) return i;
  for (;;) {
    const waiting = [...states.keys()].filter((i) => Atomics.load(states, i) === KEPT);
    if (waiting.length < 2) return null;
    if (claim(states, waiting[0]!, KEPT)) return waiting[0]!;
  }
}
