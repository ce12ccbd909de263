/** Runs graphs on TensorFlow.js, node by node. */
import { say } from '@qham/grammar/phrase';
import type { Graph, Tensor } from '../tensor/graph.ts';
import type { TfTensor } from '../tensor/operation.ts';
import {
  DeviceUnavailable,
  type Engine,
  type EngineDescription,
  type Feed,
  GraphNotSupported,
  type Precision,
  type Results,
  type Session,
} from './engine.ts';
import { checkFeeds } from './feeds.ts';
import type { TfjsBackend } from './tfjs-backend.ts';

const BLOCK_BYTES = 256 * 2 ** 20;
const INSTALL = 'npm install @tensorflow/tfjs-node-gpu@4.22.0';

/**
 * Opens TensorFlow.js on the GPU.
 * @throws DeviceUnavailable with the command that installs it when it is not installed or does not start.
 */
export async function openTensorFlow(): Promise<Engine> {
  // A variable, so that neither compiler nor bundler asks for a package that only some users install.
  const name = '@tensorflow/tfjs-node-gpu';
  let tf: TfjsBackend;
  try {
    tf = (await import(name)) as TfjsBackend;
    await tf.ready();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    const why = missing ? say`${name} is not installed` : (error as Error).message;
    throw new DeviceUnavailable(say`tensorflow cannot be used here: ${why}\nInstall it with: ${INSTALL}`);
  }
  return new TensorFlowEngine(tf);
}

export class TensorFlowEngine implements Engine {
  readonly description: EngineDescription;
  readonly #tf: TfjsBackend;

  /** @param tf TensorFlow.js with its backend chosen and ready */
  constructor(tf: TfjsBackend) {
    this.#tf = tf;
    this.description = {
      device: 'tensorflow',
      text: `TensorFlow.js ${tf.version_core}, ${tf.getBackend()}`,
      threads: 1,
      cacheBytes: BLOCK_BYTES,
    };
  }

  async compile(graph: Graph, precision: Precision = 'float32'): Promise<Session> {
    if (precision === 'float64')
      throw new GraphNotSupported(say`TensorFlow.js computes in float32 only; float64 needs --device cpu`);
    return new TensorFlowSession(this.#tf, graph);
  }

  async dispose(): Promise<void> {}
}

class TensorFlowSession implements Session {
  readonly #tf: TfjsBackend;
  readonly #graph: Graph;
  /** Values that no later node needs, by the node after which they can go. */
  readonly #dead: ReadonlyMap<Tensor, readonly Tensor[]>;

  constructor(tf: TfjsBackend, graph: Graph) {
    this.#tf = tf;
    this.#graph = graph;
    this.#dead = lastUses(graph);
  }

  async run(shared: Feed, blocks: readonly Feed[]): Promise<Results[]> {
    checkFeeds(this.#graph, 'float32', shared, blocks);
    const common = this.#upload(shared);
    try {
      const results: Results[] = [];
      for (const block of blocks) results.push(await this.#runBlock(common, block));
      return results;
    } finally {
      for (const t of common.values()) t.dispose();
    }
  }

  async dispose(): Promise<void> {}

  async #runBlock(common: ReadonlyMap<Tensor, TfTensor>, block: Feed): Promise<Results> {
    const tf = this.#tf;
    const outputs = Object.entries(this.#graph.outputs);
    const values = tf.tidy(() => {
      const known = new Map([...common, ...this.#upload(block)]);
      for (const node of this.#graph.nodes) {
        if (!known.has(node)) known.set(node, this.#evaluate(node, known));
        for (const dead of this.#dead.get(node) ?? []) if (!common.has(dead)) known.get(dead)?.dispose();
      }
      // Copies, because one value may be several outputs, or an input that is disposed of elsewhere.
      return outputs.map(([, t]) => tf.clone(known.get(t)!));
    });
    try {
      const data = await Promise.all(values.map((t) => t.data<'float32'>()));
      return Object.fromEntries(outputs.map(([name], i) => [name, Float32Array.from(data[i]!)]));
    } finally {
      for (const t of values) t.dispose();
    }
  }

  #evaluate(node: Tensor, known: ReadonlyMap<Tensor, TfTensor>): TfTensor {
    const inputs = node.inputs.map((input) => known.get(input)!);
    return this.#tf.tidy(() => node.operation.tfjs(this.#tf, node, inputs));
  }

  #upload(feed: Feed): Map<Tensor, TfTensor> {
    return new Map(
      Object.entries(feed).map(([name, values]) => {
        const node = this.#graph.inputs[name]!;
        return [node, this.#tf.tensor(values as Float32Array, [...node.shape], 'float32')];
      }),
    );
  }
}

function lastUses(graph: Graph): Map<Tensor, Tensor[]> {
  const last = new Map<Tensor, Tensor>();
  for (const node of graph.nodes) for (const input of node.inputs) last.set(input, node);
  for (const t of Object.values(graph.outputs)) last.delete(t);
  const dead = new Map<Tensor, Tensor[]>();
  for (const [value, after] of last) dead.set(after, [...(dead.get(after) ?? []), value]);
  return dead;
}
