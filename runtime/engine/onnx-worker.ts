/**
 * A computing thread: keeps ONNX Runtime sessions and runs blocks on them, one order after the other.
 * Bundled as an entry of its own; its address is found in worker-pool.ts.
 */
import { parentPort } from 'node:worker_threads';
import * as ort from 'onnxruntime-node';
import type { Shape } from '../tensor/graph.ts';
import type { Feed, Results } from './engine.ts';
import { onnxBinder } from './fused/bind-onnx.ts';
import { type BindModel, ProgramExecution } from './fused/execution.ts';
import type { Answer, Order } from './messages.ts';

type Loaded = { session: ort.InferenceSession; inputs: Record<string, Shape> };

if (!parentPort) throw new Error('this file runs as a worker thread only');
const port = parentPort;
const sessions = new Map<number, Loaded>();
const programs = new Map<number, ProgramExecution>();
let bindModel: BindModel | undefined;

// One order at a time, in the order of arrival: runs are asynchronous and must not overtake a release.
let last = Promise.resolve();
port.on('message', (order: Order) => {
  last = last.then(() => answer(order));
});

async function answer(order: Order): Promise<void> {
  try {
    const results = await obey(order);
    const answer: Answer = { results };
    port.postMessage(
      answer,
      results.flatMap((r) => Object.values(r).map((array) => array.buffer as ArrayBuffer)),
    );
  } catch (error) {
    const answer: Answer = { error: readable(error instanceof Error ? error.message : String(error)) };
    port.postMessage(answer);
  }
}

async function obey(order: Order): Promise<Results[]> {
  switch (order.kind) {
    case 'compile': {
      const { profilePrefix, ...settings } = order.settings;
      const session = await ort.InferenceSession.create(order.model, {
        ...settings,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        // Beyond 'basic' lie fusions into kernels that have no float64.
        graphOptimizationLevel: order.precision === 'float64' ? 'basic' : 'all',
        logSeverityLevel: 4,
        ...(profilePrefix && { enableProfiling: true, profileFilePrefix: profilePrefix }),
      });
      sessions.set(order.session, { session, inputs: order.inputs });
      return [];
    }
    case 'compile-program': {
      bindModel ??= onnxBinder();
      programs.set(order.session, new ProgramExecution(order.program, bindModel));
      return [];
    }
    case 'run': {
      const program = programs.get(order.session);
      if (program) {
        program.set(order.shared);
        return order.blocks.map((block) => {
          program.set(block);
          return program.run();
        });
      }
      const loaded = sessions.get(order.session);
      if (!loaded) throw new Error('this session was disposed');
      const shared = tensors(order.shared, loaded.inputs);
      const results: Results[] = [];
      for (const block of order.blocks) {
        const values = await loaded.session.run({ ...shared, ...tensors(block, loaded.inputs) });
        results.push(
          Object.fromEntries(Object.entries(values).map(([name, t]) => [name, t.data as Float32Array | Float64Array])),
        );
      }
      return results;
    }
    case 'release': {
      programs.delete(order.session);
      const loaded = sessions.get(order.session);
      sessions.delete(order.session);
      loaded?.session.endProfiling();
      await loaded?.session.release();
      return [];
    }
    case 'close': {
      for (const { session } of sessions.values()) await session.release();
      sessions.clear();
      port.close();
      return [];
    }
  }
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
