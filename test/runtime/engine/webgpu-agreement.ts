/**
 * Runs every operation and a whole wave function on webgpu and prints, as JSON, how far each result is from the cpu's in
 * float64. A program of its own: the Vulkan loader and driver are chosen by the environment a process starts with.
 */
import { type Feed, openEngine, type Results } from '../../../runtime/engine/index.ts';
import { finishGraph, type Graph, GraphBuilder, OPERATIONS } from '../../../runtime/tensor/index.ts';
import { ansatzGraph, ansatzParameters, walkersInCube } from '../tensor/ansatz.ts';
import { directIn } from '../tensor/case-graphs.ts';
import { largestError } from '../tensor/largest-error.ts';

const cpu = await openEngine('cpu', { threads: 1 });
const webgpu = await openEngine('webgpu');

const errors: Record<string, number> = {};
const builder = new GraphBuilder();
const cases = OPERATIONS.flatMap((operation) =>
  operation.cases.map((c, i) =>
    directIn(builder, `${operation.name} ${JSON.stringify([c.inputs, c.attributes ?? {}])}: `, operation, c, i),
  ),
);
const graph = finishGraph(Object.assign({}, ...cases.map(({ outputs }) => outputs)));
await compare('', graph, Object.assign({}, ...cases.map(({ sample }) => sample(graph))));
const shape = { walkers: 24, dimension: 3, hidden: [20, 20, 20], states: 5 };
const feed = { ...ansatzParameters(shape), x: walkersInCube(shape, 21) };
await compare(
  'wave function: ',
  ansatzGraph(shape),
  Object.fromEntries(Object.entries(feed).map(([name, v]) => [name, Float64Array.from(v)])),
);

await Promise.all([cpu.dispose(), webgpu.dispose()]);
console.log(JSON.stringify({ device: webgpu.description.text, errors }));

async function compare(what: string, graph: Graph, feed: Feed): Promise<void> {
  const single = Object.fromEntries(Object.entries(feed).map(([name, v]) => [name, Float32Array.from(v)]));
  const exact = await once(await cpu.compile(graph, 'float64'), feed);
  const actual = await once(await webgpu.compile(graph), single);
  for (const [name, expected] of Object.entries(exact)) errors[what + name] = largestError(actual[name]!, expected);
}

async function once(session: { run(s: Feed, b: Feed[]): Promise<Results[]>; dispose(): Promise<void> }, feed: Feed) {
  const [result] = await session.run({}, [feed]);
  await session.dispose();
  return result!;
}
