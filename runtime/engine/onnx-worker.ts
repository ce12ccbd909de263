/**
 * A computing thread: keeps what graphs were compiled to and runs blocks on it, one order after the other.
 * Bundled as an entry of its own; its address is found in worker-pool.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import * as ort from 'onnxruntime-node';
import type { Shape } from '../tensor/graph.ts';
import type { Feed, Results } from './engine.ts';
import { type GuardMemory, ThreadGuard } from './exit-guard.ts';
import { OnnxBinder } from './fused/bind-onnx.ts';
import { type ProgramExecution, ProgramMemory } from './fused/execution.ts';
import { KeptBlocks } from './fused/kept-blocks.ts';
import type { Program } from './fused/program.ts';
import type { Answer, Order, ProgramArrays, StageArrays } from './messages.ts';

/** A whole graph, compiled. */
interface Loaded {
  run(shared: Feed, blocks: readonly Feed[]): Promise<Results[]>;
  release(): Promise<void>;
}

/** A graph divided between kernels of our own and ONNX Runtime. */
interface LoadedProgram {
  readonly memory: ProgramMemory;
  readonly execution: ProgramExecution;
  readonly binder: OnnxBinder;
  arrays: ProgramArrays | null;
}

/** The same in two stages. */
interface LoadedStages {
  readonly kept: KeptBlocks;
  readonly binder: OnnxBinder;
  arrays: StageArrays | null;
}

if (!parentPort) throw new Error('this file runs as a worker thread only');
const port = parentPort;
const guard = new ThreadGuard(workerData as GuardMemory);
const sessions = new Map<number, Loaded>();
const programs = new Map<number, LoadedProgram>();
const stages = new Map<number, LoadedStages>();

// One order at a time, in the order of arrival: runs are asynchronous and must not overtake a release.
let last = Promise.resolve();
port.on('message', (order: Order) => {
  last = last.then(() => answer(order));
});

async function answer(order: Order): Promise<void> {
  try {
    guard.enter();
    const results = await obey(order);
    const answer: Answer = { results };
    port.postMessage(
      answer,
      results.flatMap((r) => Object.values(r).map((array) => array.buffer as ArrayBuffer)),
    );
  } catch (error) {
    const answer: Answer = { error: readable(error instanceof Error ? error.message : String(error)) };
    port.postMessage(answer);
  } finally {
    guard.leave();
  }
}

async function obey(order: Order): Promise<Results[]> {
  switch (order.kind) {
    case 'compile':
      sessions.set(order.session, await loadModel(order));
      return [];
    case 'compile-program':
      programs.set(order.session, loadProgram(order.program));
      return [];
    case 'compile-stages':
      stages.set(order.session, loadStages(order.program, order.keep));
      return [];
    case 'run':
      return loaded(sessions, order.session).run(order.shared, order.blocks);
    case 'run-program':
      runProgram(loaded(programs, order.session));
      return [];
    case 'run-stage':
      runStage(loaded(stages, order.session), order.stage);
      return [];
    case 'attach':
      loaded(programs, order.session).arrays = order.arrays;
      return [];
    case 'attach-stages':
      loaded(stages, order.session).arrays = order.arrays;
      return [];
    case 'release':
      await sessions.get(order.session)?.release();
      sessions.delete(order.session);
      for (const table of [programs, stages]) {
        table.get(order.session)?.binder.release();
        table.delete(order.session);
      }
      return [];
    case 'close':
      for (const loaded of sessions.values()) await loaded.release();
      sessions.clear();
      for (const table of [programs, stages]) {
        for (const { binder } of table.values()) binder.release();
        table.clear();
      }
      port.close();
      return [];
  }
}

/** A whole graph as one ONNX model. */
async function loadModel(order: Extract<Order, { kind: 'compile' }>): Promise<Loaded> {
  const session = await ort.InferenceSession.create(order.model, {
    ...order.settings,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Beyond 'basic' lie fusions into kernels that have no float64.
    graphOptimizationLevel: order.precision === 'float64' ? 'basic' : 'all',
    logSeverityLevel: 4,
  });
  return {
    async run(shared, blocks) {
      const common = tensors(shared, order.inputs);
      const results: Results[] = [];
      for (const block of blocks) {
        guard.check();
        const values = await runOnFeeds(session, { ...common, ...tensors(block, order.inputs) });
        results.push(
          Object.fromEntries(Object.entries(values).map(([name, t]) => [name, t.data as Float32Array | Float64Array])),
        );
      }
      return results;
    },
    release: () => session.release(),
  };
}

/** Node before 22 has no native access to memory that threads share: ONNX Runtime is then handed copies. */
let sharedMemoryRefused = false;

async function runOnFeeds(session: ort.InferenceSession, feeds: Record<string, ort.Tensor>) {
  if (sharedMemoryRefused) return session.run(unshared(feeds));
  try {
    return await session.run(feeds);
  } catch (error) {
    const own = unshared(feeds);
    if (Object.entries(feeds).every(([name, tensor]) => own[name] === tensor)) throw error;
    const values = await session.run(own);
    sharedMemoryRefused = true;
    return values;
  }
}

/** The same tensors, those in shared memory as copies. */
function unshared(feeds: Record<string, ort.Tensor>): Record<string, ort.Tensor> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, tensor]) => {
      const data = tensor.data as Float32Array | Float64Array;
      if (!(data.buffer instanceof SharedArrayBuffer)) return [name, tensor];
      return [
        name,
        data instanceof Float64Array
          ? new ort.Tensor('float64', data.slice(), tensor.dims)
          : new ort.Tensor('float32', data.slice(), tensor.dims),
      ];
    }),
  );
}

function loadProgram(program: Program): LoadedProgram {
  const binder = new OnnxBinder();
  const module = new WebAssembly.Module(program.module);
  const memory = new ProgramMemory(program, module, binder.bind, 1);
  return { binder, memory, execution: memory.block(0), arrays: null };
}

function loadStages(program: Program, keep: number): LoadedStages {
  const binder = new OnnxBinder();
  return { binder, kept: new KeptBlocks(program, binder.bind, keep), arrays: null };
}

/** Takes blocks until none is left. Which thread computes a block does not show in its numbers. */
function runProgram({ memory, execution, arrays }: LoadedProgram): void {
  if (!arrays) throw new Error('this session has nothing to run on');
  const { shared, blocks, outputs, next } = arrays;
  memory.set(shared);
  for (let i = Atomics.add(next, 0, 1); i < blocks.length; i = Atomics.add(next, 0, 1)) {
    guard.check();
    memory.set(blocks[i]!);
    execution.run(outputs[i]!);
  }
}

function runStage({ kept, arrays }: LoadedStages, stage: 'first' | 'second'): void {
  if (!arrays) throw new Error('this session has nothing to run on');
  kept[stage](arrays, () => guard.check());
}

/** @throws Error when the session is no more */
function loaded<T>(table: ReadonlyMap<number, T>, session: number): T {
  const found = table.get(session);
  if (!found) throw new Error('this session was disposed');
  return found;
}

/** Without the place in ONNX Runtime's sources that its messages begin with. */
function readable(message: string): string {
  return message.replace(/\/onnxruntime_src\S*(.*was false\.)?\s*/gs, '').trim();
}

function tensors(feed: Feed, shapes: Record<string, Shape>): Record<string, ort.Tensor> {
  return Object.fromEntries(
    Object.entries(feed).map(([name, data]) => {
      const shape = shapes[name]!;
      return [
        name,
        data instanceof Float64Array ? new ort.Tensor('float64', data, shape) : new ort.Tensor('float32', data, shape),
      ];
    }),
  );
}
