/** Runs graphs on ONNX Runtime: a pool of computing threads on the cpu, one thread that feeds the device on a GPU. */

import { createRequire } from 'node:module';
import { say } from '@qham/grammar/phrase';
import { finishGraph, type Graph, GraphBuilder, type Tensor } from '../tensor/graph.ts';
import { lowerGraph } from '../tensor/onnx/model.ts';
import { encodeModel } from '../tensor/onnx/schema.ts';
import { input } from '../tensor/operations/input.ts';
import { coreCacheBytes } from './cache-size.ts';
import {
  type Engine,
  type EngineDescription,
  GraphNotSupported,
  type Precision,
  type Session,
  type StagedSession,
} from './engine.ts';
import { buildProgram } from './fused/program.ts';
import { hasRelaxedSimd } from './fused/relaxed-simd.ts';
import type { SessionSettings } from './messages.ts';
import { OnnxSession, ProgramSession } from './onnx-session.ts';
import { ProgramStages } from './program-stages.ts';
import { ProgramThreads } from './program-threads.ts';
import { repeatStages } from './stages.ts';
import { ComputingThread } from './worker-pool.ts';

export type OnnxDevice = 'cpu' | 'webgpu' | 'cuda';

/**
 * A block's live values may exceed a core's own cache this many times: what a kernel reads lies close together, and every
 * block costs some calls. Of 1, 2, 4 and 8, four gave the fastest training step of a 3×100 network with 8192 walkers.
 */
const CACHE_SHARE = 8;

/** What the second stage of a graph needs of the first is kept for as many blocks as these bytes hold, and computed anew for others. */
const KEPT_BYTES = 256 * 2 ** 20;

/** A GPU's block need not fit a core's cache; this many bytes keep it busy and fit its memory many times over. */
const GPU_BLOCK_BYTES = 256 * 2 ** 20;

export class OnnxEngine implements Engine {
  readonly description: EngineDescription;
  readonly #device: OnnxDevice;
  readonly #threads: readonly ComputingThread[];
  #sessions = 0;

  /** @param threads computing threads; a GPU is fed by one */
  constructor(device: OnnxDevice, threads: number) {
    this.#device = device;
    this.#threads = Array.from({ length: device === 'cpu' ? threads : 1 }, () => new ComputingThread());
    const count = this.#threads.length;
    this.description = {
      device,
      text: `ONNX Runtime ${onnxRuntimeVersion()}, ${device}${device === 'cpu' ? `, ${count} thread${count === 1 ? '' : 's'}` : ''}`,
      threads: count,
      cacheBytes: device === 'cpu' ? CACHE_SHARE * coreCacheBytes() : GPU_BLOCK_BYTES,
    };
  }

  async compile(graph: Graph, precision: Precision = 'float32'): Promise<Session> {
    if (precision === 'float64' && this.#device === 'webgpu')
      throw new GraphNotSupported(say`webgpu computes in float32 only; float64 needs --device cpu`);
    const session = this.#sessions++;
    try {
      await this.#load(session, graph, precision);
    } catch (error) {
      throw (await this.#unsupported(graph, precision)) ?? error;
    }
    return this.#isFused(precision)
      ? new ProgramSession(new ProgramThreads(this.#threads, session), graph)
      : new OnnxSession(this.#threads, session, graph, precision);
  }

  async compileStages(graph: Graph, later: ReadonlySet<string>): Promise<StagedSession> {
    if (!this.#isFused('float32')) return repeatStages(this, graph, later);
    const session = this.#sessions++;
    const program = buildProgram(graph, this.#lower('float32'), hasRelaxedSimd(), later);
    const threads = new ProgramThreads(this.#threads, session);
    await threads.order({ kind: 'compile-stages', session, program, keep: KEPT_BYTES / this.#threads.length });
    return new ProgramStages(threads, graph, later);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  /** Whether graphs are divided between kernels of our own and ONNX Runtime. */
  #isFused(precision: Precision): boolean {
    return this.#device === 'cpu' && precision === 'float32';
  }

  #lower(precision: Precision): (graph: Graph) => Uint8Array {
    return (graph) => encodeModel(lowerGraph(graph, this.#device, precision));
  }

  /** Makes sessions of the graph in all threads, side by side. */
  async #load(session: number, graph: Graph, precision: Precision, threads = this.#threads): Promise<void> {
    const lower = this.#lower(precision);
    if (this.#isFused(precision)) {
      const program = buildProgram(graph, lower, hasRelaxedSimd());
      await Promise.all(threads.map((thread) => thread.order({ kind: 'compile-program', session, program })));
      return;
    }
    const model = lower(graph);
    const inputs = Object.fromEntries(Object.entries(graph.inputs).map(([name, t]) => [name, t.shape]));
    const settings = settingsFor(this.#device);
    await Promise.all(
      threads.map((thread) => thread.order({ kind: 'compile', session, model, precision, inputs, settings })),
    );
  }

  /** Tries the operations one by one, to say which it is that the device cannot run; null where it is none of them. */
  async #unsupported(graph: Graph, precision: Precision): Promise<GraphNotSupported | null> {
    const inputs = Object.values(graph.inputs)[0];
    if (inputs && (await this.#refusal(finishGraph({ y: inputs }), precision)) !== null) return null;
    const tried = new Set(['input']);
    for (const node of graph.nodes) {
      if (tried.has(node.operation.name)) continue;
      tried.add(node.operation.name);
      const why = await this.#refusal(alone(node), precision);
      if (why === null) continue;
      const what = node.label ? say`"${node.operation.name}" (${node.label})` : `"${node.operation.name}"`;
      return new GraphNotSupported(say`${this.#device} cannot run the operation ${what} in ${precision}: ${why}`);
    }
    return null;
  }

  /** Why the device does not take this graph; null where it does. */
  async #refusal(graph: Graph, precision: Precision): Promise<string | null> {
    const session = this.#sessions++;
    const thread = this.#threads[0]!;
    try {
      await this.#load(session, graph, precision, [thread]);
      await thread.order({ kind: 'release', session });
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

/** A one-node graph: this operation on inputs of the same shapes. */
function alone(node: Tensor): Graph {
  const builder = new GraphBuilder();
  const inputs = node.inputs.map((t, i) => input(builder, `x${i}`, t.shape));
  return finishGraph({ y: builder.apply(node.operation, inputs, node.attributes) });
}

function settingsFor(device: OnnxDevice): SessionSettings {
  return {
    executionProviders: [{ name: device }],
    // The blocks are spread over threads instead: inside a block, numbers then never depend on how many there are.
    intraOpNumThreads: 1,
    // A node that a GPU lacks is an error and not a slow surprise.
    ...(device !== 'cpu' && { extra: { session: { disable_cpu_ep_fallback: '1' } } }),
  };
}

/** The version of the installed ONNX Runtime package. */
export function onnxRuntimeVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('onnxruntime-node/package.json') as { version: string }).version;
}
