/**
 * A program in two stages on one computing thread. What the first stage leaves in memory is where the second goes on, for as
 * many blocks as there is memory for; the others are computed anew. Which thread does what does not show in the numbers.
 */
import type { StageArrays } from '../messages.ts';
import { type BindModel, type ProgramExecution, ProgramMemory } from './execution.ts';
import type { Program } from './program.ts';

export class KeptBlocks {
  readonly #program: Program;
  readonly #module: WebAssembly.Module;
  readonly #bind: BindModel;
  readonly #most: number;
  /** Which block's first stage lies in which place, in the order in which they were computed. */
  readonly #kept: number[] = [];
  /** Room for a number of blocks, and what was made there. */
  #memory: { places: number; whole: ProgramMemory; executions: ProgramExecution[] } | null = null;

  /** @param bytes that this thread may fill with what it keeps */
  constructor(program: Program, bind: BindModel, bytes: number) {
    this.#program = program;
    this.#module = new WebAssembly.Module(program.module);
    this.#bind = bind;
    this.#most = Math.floor(bytes / Math.max(1, program.bytes.block));
  }

  /** Takes blocks until none is left, and computes what needs no later input. @param check called before each block */
  first({ shared, blocks, early, next, states }: StageArrays, check: () => void): void {
    this.#kept.length = 0;
    const memory = this.#room(blocks.length);
    memory.set(shared);
    for (let i = Atomics.add(next, 0, 1); i < blocks.length; i = Atomics.add(next, 0, 1)) {
      check();
      const execution = this.#placeFor(i, states);
      memory.set(blocks[i]!);
      execution.run(early[i]!, 'first');
    }
  }

  /** Computes the rest: of its own blocks, latest first since that lies nearest in the cache, then of those nobody else has begun. */
  second({ later, blocks, late, states }: StageArrays, check: () => void): void {
    const memory = this.#room(blocks.length);
    memory.set(later);
    for (let place = this.#kept.length - 1; place >= 0; place--) {
      const i = this.#kept[place]!;
      if (!claim(states, i, KEPT)) continue;
      check();
      memory.set(blocks[i]!);
      this.#execution(place).run(late[i]!, 'second');
    }
    for (let i = nextToRecompute(states); i !== null; i = nextToRecompute(states)) {
      check();
      memory.set(blocks[i]!);
      this.#spare.run(late[i]!);
    }
  }

  /** Memory with a place for every block that may be kept, and one more for those that are not. */
  #room(blocks: number): ProgramMemory {
    const places = Math.min(this.#most, blocks);
    if (this.#memory?.places !== places)
      this.#memory = {
        places,
        whole: new ProgramMemory(this.#program, this.#module, this.#bind, places + 1),
        executions: [],
      };
    return this.#memory.whole;
  }

  #placeFor(block: number, states: Int32Array): ProgramExecution {
    const place = this.#kept.length;
    if (place >= this.#memory!.places) return this.#spare;
    this.#kept.push(block);
    Atomics.store(states, block, KEPT);
    return this.#execution(place);
  }

  get #spare(): ProgramExecution {
    return this.#execution(this.#memory!.places);
  }

  #execution(place: number): ProgramExecution {
    const { whole, executions } = this.#memory!;
    executions[place] ??= whole.block(place);
    return executions[place];
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
