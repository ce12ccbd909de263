/**
 * Scores: the derivatives of ln|ψ| by the parameters, walker by walker. Natural gradients are made of them.
 */
import { type Engine, openEngine } from '../engine/index.ts';
import { walkerDimension } from '../experiment.ts';
import { keepsOuter, type ScorePart } from '../linear-algebra/score-layout.ts';
import type { ScoreMatrix } from '../linear-algebra/score-matrix.ts';
import { ScoreTiles } from '../linear-algebra/score-tiles.ts';
import {
  finishGraph,
  type GradientPart,
  type Graph,
  GraphBuilder,
  gradientParts,
  gradientPerWalker,
  input,
  reshape,
} from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, runBlocks } from '../train/blocks.ts';
import type { ObjectiveContext } from './objective.ts';

type ScoreContext = Pick<ObjectiveContext, 'experiment' | 'ansatz' | 'trainable' | 'slope' | 'walkers'>;

/** The scores of a block of walkers: plain columns `plain0` …, factors `left0`, `right0` … of outer products. */
export interface ScoreGraph {
  readonly graph: Graph;
  /** Parts of the columns, in the order of their outputs. */
  readonly parts: readonly ScorePart[];
}

/** Scores by the trainable parameters, and no other; as outer products where those are cheaper for this many walkers. */
export function scoreGraph(
  { experiment, ansatz, trainable, slope, walkers: all }: ScoreContext,
  block: number,
): ScoreGraph {
  const builder = new GraphBuilder();
  const walkers = input(builder, 'walkers', [block, walkerDimension(experiment.hamiltonian.space)]);
  const { log: logPsi } = ansatz.logPsi(builder, walkers);
  const parameters = trainable.specs.map((spec) => input(builder, spec.name, spec.shape));
  let start = 0;
  const parts = gradientPerWalker(logPsi, walkers, parameters).flatMap((gradient) => {
    const at = start;
    start += gradient.shape[1]!;
    // Equations of parameters need every column by itself.
    if (slope === 'scores of parameters') return [{ kind: 'plain', at, values: gradient } satisfies GradientPart];
    return gradientParts(gradient, at);
  });
  const kept = parts.map((part) => cheapest(part, all));
  const outputs = { plain: 0, outer: 0 };
  const graph = finishGraph(
    Object.fromEntries(
      kept.flatMap((part) => {
        const index = outputs[part.kind]++;
        if (part.kind === 'plain') return [[`plain${index}`, part.values]];
        return [
          [`left${index}`, part.left],
          [`right${index}`, part.right],
        ];
      }),
    ),
  );
  return { graph, parts: kept.map(describe) };
}

/** An outer part as it is, or multiplied out. */
function cheapest(part: GradientPart, walkers: number): GradientPart {
  if (part.kind === 'plain' || keepsOuter(sizesOf(part), walkers)) return part;
  const { rows, columns } = sizesOf(part);
  const values = reshape(part.product, [part.left.shape[0]!, rows * columns]);
  return { kind: 'plain', at: part.at, values };
}

function sizesOf({ left, right }: Extract<GradientPart, { kind: 'outer' }>) {
  return { terms: left.shape[1]!, rows: left.shape[2]!, columns: right.shape[2]! };
}

function describe(part: GradientPart): ScorePart {
  if (part.kind === 'plain') return { kind: 'plain', at: part.at, size: part.values.shape[1]! };
  return { kind: 'outer', at: part.at, ...sizesOf(part) };
}

/** Computes the scores of one batch after another, for batches of the size that it was made for. */
export class ScoreEstimator {
  readonly #session: BlockSession;
  readonly #parts: readonly ScorePart[];
  /** Names of the parameters that the scores depend on. */
  readonly #inputs: readonly string[];
  readonly #tiles: ScoreTiles;
  readonly #dimension: number;
  /** Frees what the tiles use. */
  readonly #release: () => Promise<void>;

  private constructor(
    session: BlockSession,
    { graph, parts }: ScoreGraph,
    tiles: ScoreTiles,
    dimension: number,
    release: () => Promise<void>,
  ) {
    this.#session = session;
    this.#parts = parts;
    this.#inputs = Object.keys(graph.inputs).filter((name) => name !== 'walkers');
    this.#tiles = tiles;
    this.#dimension = dimension;
    this.#release = release;
  }

  static async create(context: ObjectiveContext): Promise<ScoreEstimator> {
    const { engine, walkers, trainable, experiment } = context;
    const session = await compileForWalkers(engine, walkers, (block) => scoreGraph(context, block).graph);
    // Products of scores are float64, which not every device has.
    const solver: Engine = engine.description.device === 'cpu' ? engine : await openEngine('cpu');
    const built = scoreGraph(context, session.plan.size);
    const tiles = new ScoreTiles(solver, walkers, trainable.count, built.parts);
    const release = async () => {
      await tiles.dispose();
      if (solver !== engine) await solver.dispose();
    };
    return new ScoreEstimator(session, built, tiles, walkerDimension(experiment.hamiltonian.space), release);
  }

  /** The scores at these walkers; they hold until the next call. */
  async measure(parameters: Record<string, Float32Array>, walkers: Float32Array): Promise<ScoreMatrix> {
    const { plan } = this.#session;
    const shared = Object.fromEntries(this.#inputs.map((name) => [name, parameters[name]!]));
    const blocks = await runBlocks(this.#session, shared, (take) => ({ walkers: take(walkers, this.#dimension) }));
    for (let walker = 0; walker < plan.walkers; walker++) {
      const block = blocks[Math.floor(walker / plan.size)]!;
      const own = (name: string, size: number) => {
        const at = (walker % plan.size) * size;
        return block[name]!.subarray(at, at + size);
      };
      this.#put(walker, own);
    }
    return this.#tiles;
  }

  /** Writes what one walker has of all parts. */
  #put(walker: number, own: (name: string, size: number) => Float32Array | Float64Array): void {
    let column = 0;
    const next = { plain: 0, outer: 0 };
    for (const part of this.#parts) {
      const index = next[part.kind]++;
      if (part.kind === 'plain') {
        this.#tiles.plain(walker).set(own(`plain${index}`, part.size), column);
        column += part.size;
        continue;
      }
      const { terms, rows, columns } = part;
      const [lefts, rights] = [own(`left${index}`, terms * rows), own(`right${index}`, terms * columns)];
      for (let m = 0; m < terms; m++) {
        const { left, right } = this.#tiles.outer(walker, index, m);
        left.set(lefts.subarray(m * rows, (m + 1) * rows));
        right.set(rights.subarray(m * columns, (m + 1) * columns));
      }
    }
  }

  /** Frees the engines' sessions. */
  async dispose(): Promise<void> {
    await Promise.all([this.#session.session.dispose(), this.#release()]);
  }
}
