/**
 * ONNX Runtime on memory that it does not own, called without leaving the current turn of the event loop.
 *
 * The public `InferenceSession.run` waits for `setImmediate` before each run, which costs 0.1-0.2 ms: as much as the matrix
 * product of a whole block. The native binding beneath it takes the same tensors and returns at once, so it is used directly;
 * the package is pinned to one version, and the engines' agreement test covers this path.
 */
import { createRequire } from 'node:module';
import { Tensor } from 'onnxruntime-node';
import type { BindModel } from './execution.ts';

interface NativeSession {
  loadModel(buffer: ArrayBufferLike, offset: number, length: number, options: object): void;
  run(feeds: Record<string, Tensor>, fetches: Record<string, Tensor>, options: object): unknown;
  dispose(): void;
}

interface Binding {
  initOrt(): void;
  binding: { InferenceSession: new () => NativeSession };
}

const { initOrt, binding } = createRequire(import.meta.url)('onnxruntime-node/dist/binding.js') as Binding;

/** The ONNX Runtime sessions of one program. One thread each: the workers are the threads. */
export class OnnxBinder {
  readonly #sessions = new Map<Uint8Array, NativeSession>();

  /** Runs of the same model share a session. */
  readonly bind: BindModel = (model, inputs, outputs) => {
    const session = this.#sessions.get(model) ?? this.#load(model);
    const tensor = ({ data, shape }: { data: Float32Array; shape: readonly number[] }) =>
      new Tensor('float32', data, shape);
    const feeds = Object.fromEntries(inputs.map((input, i) => [`in${i}`, tensor(input)]));
    const fetches = Object.fromEntries(outputs.map((output, i) => [`out${i}`, tensor(output)]));
    return () => void session.run(feeds, fetches, {});
  };

  /** Frees the sessions; nothing that was bound may run any more. */
  release(): void {
    for (const session of this.#sessions.values()) session.dispose();
    this.#sessions.clear();
  }

  #load(model: Uint8Array): NativeSession {
    initOrt();
    const session = new binding.InferenceSession();
    session.loadModel(model.buffer, model.byteOffset, model.byteLength, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
    });
    this.#sessions.set(model, session);
    return session;
  }
}
