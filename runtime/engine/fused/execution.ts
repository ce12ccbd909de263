/**
 * Runs a program: kernels in WebAssembly, single operations in ONNX Runtime, both on the same memory.
 */
import type { Place, Program } from './program.ts';

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

/** A program on a memory of its own. */
export class ProgramExecution {
  readonly #steps: Readonly<Record<Stage, readonly (() => void)[]>>;
  readonly #inputs: Record<string, Float32Array>;
  readonly #outputs: Record<string, Float32Array>;

  /** @param module the program's code, compiled; several executions share it */
  constructor(program: Program, module: WebAssembly.Module, bind: BindModel) {
    const memory = new WebAssembly.Memory({ initial: program.pages, maximum: program.pages });
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    const kernels = instance.exports as Record<string, () => void>;
    const at = ({ address, shape }: Place) =>
      new Float32Array(
        memory.buffer,
        address,
        shape.reduce((product, extent) => product * extent, 1),
      );
    const named = (places: Program['inputs']) =>
      Object.fromEntries(Object.entries(places).map(([name, place]) => [name, at(place)]));
    for (const { address, values } of program.constants)
      new Float32Array(memory.buffer, address, values.length).set(values);
    this.#inputs = named(program.inputs);
    this.#outputs = named(program.outputs);
    const all = program.steps.map((step) => {
      if (step.kind === 'kernel') return kernels[String(step.index)]!;
      const bound = (places: readonly Place[]) => places.map((place) => ({ data: at(place), shape: place.shape }));
      return bind(program.models[step.index]!, bound(step.inputs), bound(step.outputs));
    });
    this.#steps = { all, first: all.slice(0, program.early), second: all.slice(program.early) };
  }

  /** Sets inputs; those not named keep their values. @throws Error when a length does not fit */
  set(feed: Readonly<Record<string, ArrayLike<number>>>): void {
    for (const [name, values] of Object.entries(feed)) {
      const target = this.#inputs[name];
      if (!target) continue;
      if (target.length !== values.length)
        throw new Error(`input ${name} has ${values.length} values; the graph takes ${target.length}`);
      target.set(values);
    }
  }

  /** Computes, and copies outputs into the arrays of their names. */
  run(into: Readonly<Record<string, Float32Array>>, stage: Stage = 'all'): void {
    for (const step of this.#steps[stage]) step();
    for (const [name, target] of Object.entries(into)) target.set(this.#outputs[name]!);
  }
}
