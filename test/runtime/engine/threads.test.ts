/** What happens to computing threads, and to those who wait for them, when something goes wrong. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { openEngine } from '../../../runtime/engine/index.ts';
import { ComputingThread } from '../../../runtime/engine/worker-pool.ts';
import { add, finishGraph, type Graph, GraphBuilder, input, matmul, sin } from '../../../runtime/tensor/index.ts';

/** Enough work for something to happen in the middle of it. */
function heavyGraph(): Graph {
  const x = input(new GraphBuilder(), 'x', [400, 400]);
  let y = x;
  for (let i = 0; i < 40; i++) y = sin(matmul(y, x));
  return finishGraph({ y });
}

const feed = { x: new Float32Array(160_000).fill(0.01) };

async function engineWithWorkers(threads: number) {
  const workers: Worker[] = [];
  const collect = (worker: Worker) => workers.push(worker);
  process.on('worker', collect);
  const engine = await openEngine('cpu', { threads });
  process.off('worker', collect);
  return { engine, workers };
}

describe('a thread that dies', () => {
  const dying = () => new ComputingThread(new URL('./dying-worker.ts', import.meta.url));

  test('by leaving rejects everything it still owed, and all later orders', async () => {
    const thread = dying();
    const message = 'a computing thread ended unexpectedly (exit code 3)';
    const owed = [0, 1].map((session) => thread.order({ kind: 'release', session }));
    const outcomes = await Promise.allSettled(owed);
    expect(outcomes.map((o) => o.status === 'rejected' && o.reason.message)).toEqual([message, message]);
    await expect(thread.order({ kind: 'release', session: 0 })).rejects.toThrow(message);
    await thread.close();
  });

  test('of an exception says which', async () => {
    const thread = dying();
    const owed = thread.order({ kind: 'release', session: 1 });
    await expect(owed).rejects.toThrow('a computing thread stopped: stack smashed');
    await thread.close();
  });

  test('for want of memory says what needs less', async () => {
    const { engine, workers } = await engineWithWorkers(1);
    const session = await engine.compile(heavyGraph());
    const run = session.run({}, [feed]);
    // What Node tells of a thread whose heap is full.
    workers[0]!.emit('error', Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
    await expect(run).rejects.toThrow('out of memory; fewer walkers or a smaller network need less');
    await engine.dispose();
  });

  test('fails the runs of its engine, which can still be closed', async () => {
    const { engine, workers } = await engineWithWorkers(2);
    expect(workers).toHaveLength(2);
    const session = await engine.compile(heavyGraph());
    await workers[1]!.terminate();
    await expect(session.run({}, [feed, feed])).rejects.toThrow('a computing thread ended unexpectedly (exit code 1)');
    await session.dispose();
    await engine.dispose();
  });
});

test('closing an engine ends its threads and rejects what was under way', async () => {
  const { engine, workers } = await engineWithWorkers(2);
  const session = await engine.compile(heavyGraph());
  const exits = Promise.all(workers.map((worker) => once(worker, 'exit')));
  const run = session.run({}, new Array(20).fill(feed));
  const rejected = expect(run).rejects.toThrow('the engine was closed');
  await engine.dispose();
  await exits;
  await rejected;
  await expect(engine.compile(heavyGraph())).rejects.toThrow('the engine was closed');
  await engine.dispose();
});

describe('a process', () => {
  const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const begin = `
    import { openEngine } from ${at('../../../runtime/engine/index.ts')};
    import { finishGraph, GraphBuilder, input, matmul, sin } from ${at('../../../runtime/tensor/index.ts')};
    const engine = await openEngine('cpu', { threads: 2 });
    let y = input(new GraphBuilder(), 'x', [300, 300]);
    for (let i = 0; i < 20; i++) y = sin(matmul(y, y));
    const session = await engine.compile(finishGraph({ y }));
    const run = (blocks) => session.run({}, new Array(blocks).fill({ x: new Float32Array(90_000) }));`;
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval'];

  test('is not kept alive by an engine that was not closed, but by a run under way', async () => {
    const program = `${begin} run(1).then(([{ y }]) => console.log(y.length));`;
    const { stdout } = await promisify(execFile)(process.execPath, [...options, program]);
    expect(stdout).toBe('90000\n');
  });

  test('may end in the middle of a run, with the exit code it wants', async () => {
    const program = `${begin} run(1).then(() => { run(1000).catch(() => {}); setImmediate(() => process.exit(3)); });`;
    const ending = promisify(execFile)(process.execPath, [...options, program]);
    await expect(ending).rejects.toMatchObject({ code: 3, stderr: '' });
  });
});

describe('feeding a graph', () => {
  const builder = new GraphBuilder();
  const graph = finishGraph({ y: add(input(builder, 'a', [2]), input(builder, 'b', [2])) });
  const [a, b] = [Float32Array.of(1, 2), Float32Array.of(3, 4)];
  const mistakes: [string, object, object, string][] = [
    ['a missing input', {}, { a }, 'run: input "b" is missing'],
    ['an input fed twice', { a }, { a, b }, 'run: input "a" is both shared and in a block'],
    ['an unknown input', { c: a }, { a, b }, 'run: the graph has no input "c"'],
    ['a wrong length', {}, { a, b: Float32Array.of(1) }, 'run: input "b" has shape [2], but 1 numbers were given'],
    [
      'a wrong precision',
      {},
      { a, b: Float64Array.of(1, 2) },
      'run: input "b" is float64, but the graph computes in float32',
    ],
  ];
  test.each(mistakes)('%s is named', async (_, shared, block, message) => {
    const engine = await openEngine('cpu', { threads: 1 });
    const session = await engine.compile(graph);
    await expect(session.run(shared as never, [block as never])).rejects.toThrow(message);
    await engine.dispose();
  });

  test('parts of larger arrays are taken for themselves, and stay usable', async () => {
    const engine = await openEngine('cpu', { threads: 2 });
    const session = await engine.compile(graph);
    const all = Float32Array.of(1, 2, 3, 4, 5, 6);
    const results = await session.run(
      { b },
      [0, 2, 4].map((i) => ({ a: all.subarray(i, i + 2) })),
    );
    expect(results.map(({ y }) => [...y!])).toEqual([
      [4, 6],
      [6, 8],
      [8, 10],
    ]);
    expect([...all, ...b]).toEqual([1, 2, 3, 4, 5, 6, 3, 4]);
    await engine.dispose();
  });
});
