/**
 * What runs tensor graphs. Nothing above this interface knows which engine it is.
 */
import { SaidError } from '../said-error.ts';
import type { Graph } from '../tensor/graph.ts';

export type DeviceName = 'cpu' | 'webgpu' | 'cuda' | 'tensorflow';
export type Precision = 'float32' | 'float64';

/** Values by name of the graph's inputs or outputs, row-major. */
export type Feed = Readonly<Record<string, Float32Array | Float64Array>>;
export type Results = Record<string, Float32Array | Float64Array>;

export interface EngineDescription {
  device: DeviceName;
  /** For people: `ONNX Runtime 1.30.0, cpu, 2 threads`. */
  text: string;
  threads: number;
  /** Bytes of fast memory a block of walkers should fit in, per session that runs at once. */
  cacheBytes: number;
}

export interface Engine {
  readonly description: EngineDescription;
  /**
   * Prepares a graph to run.
   * @throws GraphNotSupported naming the operation, where this engine's device cannot run it.
   */
  compile(graph: Graph, precision?: Precision): Promise<Session>;
  /**
   * Prepares a graph to run in two stages, some inputs being known only after the first. Engines without it do the first
   * stage's work twice: see `compileStages`.
   * @param later names of those inputs
   */
  compileStages?(graph: Graph, later: ReadonlySet<string>): Promise<StagedSession>;
  dispose(): Promise<void>;
}

/** A graph of which a part is computed before the inputs are known on which the rest depends. */
export interface StagedSession {
  /** As `Session.run`: the outputs that need no later input. */
  first(shared: Feed, blocks: readonly Feed[]): Promise<Results[]>;
  /**
   * The other outputs, for the blocks of the last `first`, whose arrays must not have changed since.
   * @param later the later inputs, the same for all blocks
   * @throws Error when there was no `first` since the last `second`
   */
  second(later: Feed): Promise<Results[]>;
  dispose(): Promise<void>;
}

export interface Session {
  /**
   * Runs the graph once per element of `blocks`, as many side by side as the engine has threads.
   * @param shared inputs that are the same for all of them (parameters)
   * @returns the outputs, in the order of `blocks`, good until this session runs again; the numbers do not depend on the
   *   number of threads
   * @throws Error when the session is still running
   */
  run(shared: Feed, blocks: readonly Feed[]): Promise<Results[]>;
  dispose(): Promise<void>;
}

/** The device is not there or cannot be used; the message says what to install. `qham` exits with 4. */
export class DeviceUnavailable extends SaidError {
  override name = 'DeviceUnavailable';
}

/** A provider cannot run an operation of this graph; the message says which and why. */
export class GraphNotSupported extends SaidError {
  override name = 'GraphNotSupported';
}
