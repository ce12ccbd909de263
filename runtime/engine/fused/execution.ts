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

export class ProgramExecution {
  readonly #run: readonly (() => void)[];
  readonly #inputs: Record<string, Float32Array>;
  readonly #outputs: Record<string, Float32Array>;

  constructor(program: Program, bind: BindModel) {
    const memory = new WebAssembly.Memory({ initial: program.pages, maximum: program.pages });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(program.module), { env: { memory } });
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
    this.#run = program.steps.map((step) => {
      if (step.kind === 'kernel') return kernels[String(step.index)]!;
      const bound = (places: readonly Place[]) => places.map((place) => ({ data: at(place), shape: place.shape }));
      return bind(program.models[step.index]!, bound(step.inputs), bound(step.outputs));
    });
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

  /** Computes the outputs and copies them into these arrays. */
  run(into: Readonly<Record<string, Float32Array>>): void {
    for (const step of this.#run) step();
    for (const [name, values] of Object.entries(this.#outputs)) into[name]!.set(values);
  }
}
