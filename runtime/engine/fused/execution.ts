/**
 * Runs a program: kernels in WebAssembly, single operations in ONNX Runtime, both on the same memory.
 */
import { sizeOf } from '../../tensor/shape.ts';
import { PAGE, type Program, type TensorPlace } from './program.ts';

/** One ONNX model, ready to run on memory that it is given. */
export type ModelRun = () => void;
/** Prepares a model's run on these inputs, writing into these outputs. */
export type BindModel = (
  model: Uint8Array,
  inputs: readonly { data: Float32Array; shape: readonly number[] }[],
  outputs: readonly { data: Float32Array; shape: readonly number[] }[],
) => ModelRun;

/** Which part of a program runs: all of it, what needs no input given later, or the rest. */
export type Stage = 'all' | 'first' | 'second';

type Feed = Readonly<Record<string, ArrayLike<number>>>;

/** A program on a thread: its memory, with room for several blocks to wait in between their stages. */
export class ProgramMemory {
  readonly #program: Program;
  readonly #bind: BindModel;
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: Record<string, (block: number) => void>;
  readonly #inputs: Record<string, Float32Array>;

  /** @param blocks how many blocks can wait; memory that none has used yet is only reserved */
  constructor(program: Program, module: WebAssembly.Module, bind: BindModel, blocks: number) {
    const { thread, block } = program.bytes;
    const pages = Math.max(1, Math.ceil((thread + blocks * block) / PAGE));
    this.#program = program;
    this.#bind = bind;
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const instance = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.#kernels = instance.exports as Record<string, (block: number) => void>;
    for (const { address, values } of program.constants) this.#array(address, values.length).set(values);
    this.#inputs = Object.fromEntries(
      Object.entries(program.inputs).map(([name, { address, shape }]) => [name, this.#array(address, sizeOf(shape))]),
    );
  }

  /** The program on the block in this place. */
  block(index: number): ProgramExecution {
    const { thread, block } = this.#program.bytes;
    const base = thread + index * block;
    const at = ({ region, address, shape }: TensorPlace) =>
      this.#array(region === 'block' ? base + address : address, sizeOf(shape));
    const bound = (places: readonly TensorPlace[]) => places.map((place) => ({ data: at(place), shape: place.shape }));
    const steps = this.#program.steps.map((step) => {
      if (step.kind === 'model')
        return this.#bind(this.#program.models[step.index]!, bound(step.inputs), bound(step.outputs));
      const kernel = this.#kernels[String(step.index)]!;
      return () => kernel(base);
    });
    const outputs = Object.entries(this.#program.outputs).map(([name, place]) => [name, at(place)] as const);
    return new ProgramExecution(steps, this.#program.early, Object.fromEntries(outputs));
  }

  /** Sets inputs; those not named keep their values. @throws Error when a length does not fit */
  set(feed: Feed): void {
    for (const [name, values] of Object.entries(feed)) {
      const target = this.#inputs[name];
      if (!target) continue;
      if (target.length !== values.length)
        throw new Error(`input ${name} has ${values.length} values; the graph takes ${target.length}`);
      target.set(values);
    }
  }

  #array(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }
}

/** The steps of a program on one block. */
export class ProgramExecution {
  get steps() {
    return this.#steps.all;
  }
  readonly #steps: Readonly<Record<Stage, readonly (() => void)[]>>;
  readonly #outputs: Readonly<Record<string, Float32Array>>;

  /** @param early how many steps the first stage has */
  constructor(all: readonly (() => void)[], early: number, outputs: Readonly<Record<string, Float32Array>>) {
    this.#steps = { all, first: all.slice(0, early), second: all.slice(early) };
    this.#outputs = outputs;
  }

  /** Computes, and copies outputs into the arrays of their names. */
  run(into: Readonly<Record<string, Float32Array>>, stage: Stage = 'all'): void {
    for (const step of this.#steps[stage]) step();
    for (const [name, target] of Object.entries(into)) target.set(this.#outputs[name]!);
  }
}
