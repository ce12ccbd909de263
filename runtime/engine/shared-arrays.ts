/**
 * Arrays that the main thread and its computing threads both see, kept from run to run: what is fed to a graph and what comes
 * out of it is neither sent nor allocated anew.
 */
import type { Feed, Results } from './engine.ts';

export class SharedArrays {
  readonly #arrays = new Map<string, Float32Array>();

  /** The array of this name; its contents stay until it is written again. */
  take(name: string, length: number): Float32Array {
    const known = this.#arrays.get(name);
    if (known?.length === length) return known;
    const made = new Float32Array(new SharedArrayBuffer(4 * length));
    this.#arrays.set(name, made);
    return made;
  }

  /** The values of a feed in shared memory: copied there unless they lie there already. */
  share(prefix: string, feed: Feed): Record<string, Float32Array> {
    const shared: Record<string, Float32Array> = {};
    for (const [name, values] of Object.entries(feed)) {
      if (values instanceof Float32Array && values.buffer instanceof SharedArrayBuffer) {
        shared[name] = values;
        continue;
      }
      const target = this.take(`${prefix}/${name}`, values.length);
      target.set(values);
      shared[name] = target;
    }
    return shared;
  }

  /** Room for outputs of these lengths. */
  room(prefix: string, lengths: Readonly<Record<string, number>>): Results & Record<string, Float32Array> {
    return Object.fromEntries(
      Object.entries(lengths).map(([name, length]) => [name, this.take(`${prefix}/${name}`, length)]),
    );
  }
}
