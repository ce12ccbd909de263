/**
 * Walkers are processed in blocks that fit the cache, so that any number of them fits the memory.
 */
import type { Engine, Session, StagedSession } from '../engine/engine.ts';
import { compileStages } from '../engine/stages.ts';
import { type Graph, peakBytes } from '../tensor/index.ts';

/** `walkers` in `count` blocks of `size`; the last one may be padded. */
export interface BlockPlan {
  readonly walkers: number;
  readonly size: number;
  readonly count: number;
}

/** A graph over one block of walkers, compiled, with the plan that it was compiled for. */
export interface BlockSession {
  readonly session: Session;
  /** What the graph takes: a constant factor of ψ, for one, drops out of the local energy. */
  readonly inputs: ReadonlySet<string>;
  readonly plan: BlockPlan;
}

const SMALLEST = 64;
const LARGEST = 4096;
/** Fewer blocks would leave threads idle. */
const FEWEST = 8;
/** Blocks of more walkers than this come in twice as many: a thread that is held up leaves more of them to others. */
const LARGE = 256;

/**
 * The largest power of two whose block of live values fits the cache while there are blocks enough for several threads.
 * How many threads there really are does not matter: the rounding of sums, and so a whole run, is the same for all.
 * @param bytesPerWalker peak of the bytes alive at once, for one walker
 */
export function planBlocks(walkers: number, bytesPerWalker: number, cacheBytes: number): BlockPlan {
  let size = SMALLEST;
  const fewest = () => (2 * size > LARGE ? 2 * FEWEST : FEWEST);
  while (size < LARGEST && 2 * size * bytesPerWalker <= cacheBytes && 2 * size * fewest() <= walkers) size *= 2;
  size = Math.min(size, walkers);
  return { walkers, size, count: Math.ceil(walkers / size) };
}

/** Chooses the block for a graph from the graph itself and the engine's cache, and compiles it. */
export async function compileForWalkers(
  engine: Engine,
  walkers: number,
  build: (block: number) => Graph,
): Promise<BlockSession> {
  const { plan, graph, inputs } = planFor(engine, walkers, build);
  return { session: await engine.compile(graph), inputs, plan };
}

/** A graph in two stages over one block of walkers. The first stage is a session like any other. */
export interface StagedBlocks {
  readonly first: BlockSession;
  /** As `StagedSession.second`. */
  readonly second: StagedSession['second'];
  dispose(): Promise<void>;
}

/** The same for a graph of which some inputs are known only after everything else is computed. */
export async function compileStagesForWalkers(
  engine: Engine,
  walkers: number,
  later: ReadonlySet<string>,
  build: (block: number) => Graph,
): Promise<StagedBlocks> {
  const { plan, graph, inputs } = planFor(engine, walkers, build);
  const session = await compileStages(engine, graph, later);
  const first = { run: session.first.bind(session), dispose: session.dispose.bind(session) };
  return {
    first: { session: first, inputs: new Set([...inputs].filter((name) => !later.has(name))), plan },
    second: session.second.bind(session),
    dispose: first.dispose,
  };
}

function planFor(engine: Engine, walkers: number, build: (block: number) => Graph) {
  const probe = Math.min(SMALLEST, walkers);
  const plan = planBlocks(walkers, peakBytes(build(probe)) / probe, engine.description.cacheBytes);
  const graph = build(plan.size);
  return { plan, graph, inputs: new Set(Object.keys(graph.inputs)) };
}

/**
 * Runs the session over all blocks; `feed` makes the inputs of the block that begins at walker `start`.
 * @param shared inputs that are the same for all; those that the graph does not take are left out
 */
export async function runBlocks(
  { session, inputs, plan }: BlockSession,
  shared: Record<string, Float32Array>,
  feed: (
    take: (source: Float32Array, perWalker: number) => Float32Array,
    start: number,
  ) => Record<string, Float32Array>,
): Promise<Record<string, Float32Array | Float64Array>[]> {
  const blocks = [];
  for (let index = 0; index < plan.count; index++) {
    const start = index * plan.size;
    blocks.push(feed((source, perWalker) => takeBlock(source, perWalker, plan, start), start));
  }
  return session.run(only(shared, inputs), blocks);
}

/** Those that are among the names. */
export function only<T>(values: Readonly<Record<string, T>>, names: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/** A block's part of an array with `perWalker` values for each walker; padding repeats the last walker. */
export function takeBlock(source: Float32Array, perWalker: number, plan: BlockPlan, start: number): Float32Array {
  const real = Math.min(plan.size, plan.walkers - start);
  const part = source.subarray(start * perWalker, (start + real) * perWalker);
  if (real === plan.size) return part;
  const padded = new Float32Array(plan.size * perWalker);
  padded.set(part);
  const last = part.subarray((real - 1) * perWalker);
  for (let i = real; i < plan.size; i++) padded.set(last, i * perWalker);
  return padded;
}

/** The weight of each walker of a block, 1 where none are given; 0 for padding. */
export function takeMask(plan: BlockPlan, start: number, weights: Float64Array | null = null): Float32Array {
  const mask = new Float32Array(plan.size);
  const end = Math.min(start + plan.size, plan.walkers);
  if (weights) mask.set(weights.subarray(start, end));
  else mask.fill(1, 0, end - start);
  return mask;
}

/** Puts the real part of a block's output back in its place. */
export function putBlock(
  target: Float32Array,
  perWalker: number,
  plan: BlockPlan,
  index: number,
  values: Float32Array | Float64Array,
): void {
  const start = index * plan.size;
  const real = Math.min(plan.size, plan.walkers - start);
  target.set(values.subarray(0, real * perWalker), start * perWalker);
}
