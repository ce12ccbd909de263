/**
 * ONNX Runtime on memory that it does not own: inputs and outputs are bound once, and a run is one call without copies.
 */
import type { BindModel } from './execution.ts';
import { created, type Handle, loadOnnxCApi, type OnnxCApi, succeed } from './onnx-c-api.ts';

/** Values of the C interface's enumerations. */
const LOG_ERRORS = 3;
const DEVICE_ALLOCATOR = 0;
const DEFAULT_MEMORY = 0;
const FLOAT32 = 1;

/** What all sessions of this thread share. */
interface Runtime {
  readonly api: OnnxCApi;
  readonly environment: Handle;
  readonly options: Handle;
  readonly memory: Handle;
}

let shared: Runtime | undefined;

function start(): Runtime {
  const api = loadOnnxCApi();
  const environment = created(api, 'createEnv', LOG_ERRORS, 'qham');
  const options = created(api, 'createSessionOptions');
  // The computing threads are the threads.
  succeed(api, api.setIntraOpNumThreads(options, 1));
  succeed(api, api.setInterOpNumThreads(options, 1));
  const memory = created(api, 'createCpuMemoryInfo', DEVICE_ALLOCATOR, DEFAULT_MEMORY);
  return { api, environment, options, memory };
}

/** The ONNX Runtime sessions of one program. */
export class OnnxBinder {
  readonly #runtime: Runtime;
  readonly #sessions = new Map<Uint8Array, Handle>();
  readonly #bindings: Handle[] = [];
  readonly #values: Handle[] = [];
  /** Memory that ONNX Runtime has addresses in. */
  readonly #held = new Set<ArrayBufferLike>();

  constructor() {
    shared ??= start();
    this.#runtime = shared;
  }

  /** Runs of the same model share a session. */
  readonly bind: BindModel = (model, inputs, outputs) => {
    const { api, memory } = this.#runtime;
    const session = this.#sessions.get(model) ?? this.#load(model);
    const binding = created(api, 'createIoBinding', session);
    this.#bindings.push(binding);
    const tensor = ({ data, shape }: { data: Float32Array; shape: readonly number[] }) => {
      const extents = BigInt64Array.from(shape, BigInt);
      const value = created(api, 'createTensorWithData', memory, data, data.byteLength, extents, shape.length, FLOAT32);
      this.#values.push(value);
      this.#held.add(data.buffer);
      return value;
    };
    inputs.forEach((input, i) => {
      succeed(api, api.bindInput(binding, `in${i}`, tensor(input)));
    });
    outputs.forEach((output, i) => {
      succeed(api, api.bindOutput(binding, `out${i}`, tensor(output)));
    });
    const { runWithBinding } = api;
    return () => succeed(api, runWithBinding(session, null, binding));
  };

  /** Frees the sessions; nothing that was bound may run any more. */
  release(): void {
    const { api } = this.#runtime;
    for (const binding of this.#bindings.splice(0)) api.releaseIoBinding(binding);
    for (const value of this.#values.splice(0)) api.releaseValue(value);
    for (const session of this.#sessions.values()) api.releaseSession(session);
    this.#sessions.clear();
    this.#held.clear();
  }

  #load(model: Uint8Array): Handle {
    const { api, environment, options } = this.#runtime;
    const session = created(api, 'createSessionFromArray', environment, model, model.byteLength, options);
    this.#sessions.set(model, session);
    return session;
  }
}
