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
}

interface Binding {
  initOrt(): void;
  binding: { InferenceSession: new () => NativeSession };
}

const { initOrt, binding } = createRequire(import.meta.url)('onnxruntime-node/dist/binding.js') as Binding;

/** Sessions are shared between all runs of the same model. One thread each: the workers are the threads. */
export function onnxBinder(): BindModel {
  initOrt();
  const sessions = new Map<Uint8Array, NativeSession>();
  return (model, inputs, outputs) => {
    let session = sessions.get(model);
    if (!session) {
      session = new binding.InferenceSession();
      session.loadModel(model.buffer, model.byteOffset, model.byteLength, {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
      });
      sessions.set(model, session);
    }
    const tensor = ({ data, shape }: { data: Float32Array; shape: readonly number[] }) =>
      new Tensor('float32', data, shape);
    const feeds = Object.fromEntries(inputs.map((input, i) => [`in${i}`, tensor(input)]));
    const fetches = Object.fromEntries(outputs.map((output, i) => [`out${i}`, tensor(output)]));
    const ready = session;
    return () => void ready.run(feeds, fetches, {});
  };
}
