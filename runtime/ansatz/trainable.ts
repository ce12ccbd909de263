/**
 * The parameters that a phase trains: all but those of frozen blocks.
 */
import { say } from '@qham/grammar/phrase';
import { SaidError } from '../said-error.ts';
import { type ParameterSpec, parameterCount, sizeOf } from './parameters.ts';

export class Trainable {
  /** In the order of the ansatz. */
  readonly specs: readonly ParameterSpec[];
  /** How many values they have. */
  readonly count: number;
  /** Where each of them lies among all values. */
  readonly #ranges: readonly { start: number; end: number }[];

  constructor(all: readonly ParameterSpec[], isFrozen: (spec: ParameterSpec) => boolean) {
    let end = 0;
    const places = all.map((spec) => {
      const start = end;
      end += sizeOf(spec.shape);
      return { spec, start, end };
    });
    const trained = places.filter(({ spec }) => !isFrozen(spec));
    this.specs = trained.map(({ spec }) => spec);
    this.count = parameterCount(this.specs);
    this.#ranges = trained;
  }

  /** Their values, one after another: a copy. */
  take(values: Float32Array): Float32Array {
    const taken = new Float32Array(this.count);
    let at = 0;
    for (const { start, end } of this.#ranges) {
      taken.set(values.subarray(start, end), at);
      at += end - start;
    }
    return taken;
  }

  /** Puts values that were taken back in their places; all others stay as they are. */
  put(values: Float32Array, taken: Float32Array): void {
    let at = 0;
    for (const { start, end } of this.#ranges) {
      values.set(taken.subarray(at, at + end - start), start);
      at += end - start;
    }
  }
}

/** A phase that freezes what is not there, or everything. The message is for the user. */
export class FreezeError extends SaidError {
  override name = 'FreezeError';
}

/**
 * All parameters but those of the frozen blocks.
 * @throws FreezeError naming a frozen block that the ansatz does not have, or saying that nothing is left to train
 */
export function trainableParameters(
  parameters: readonly ParameterSpec[],
  blocks: readonly { name: string }[],
  freeze: readonly string[],
  phase: string,
): Trainable {
  const names = blocks.map(({ name }) => name);
  const unknown = freeze.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new FreezeError(say`phase ${phase} freezes ${unknown}, but the ansatz has the blocks ${names.join(', ')}`);
  const trainable = new Trainable(parameters, ({ name }) => freeze.some((block) => name.startsWith(`${block}.`)));
  if (trainable.count === 0 && parameters.length > 0)
    throw new FreezeError(say`phase ${phase} freezes every block that has parameters: nothing is left to train`);
  return trainable;
}
