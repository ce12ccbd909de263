import { describe, expect, it } from 'vitest';
import { planRuns, sourceOf } from '../../runtime/cli/start-from.ts';
import type { Experiment } from '../../runtime/experiment.ts';
import { createRun } from '../../runtime/store/index.ts';
import { EXPERIMENT, META, result, start } from '../runtime/store/sample.ts';
import { temporaryFolder } from '../runtime/store/temporary-folder.ts';

const train = (name: string, from: string | null = null, change: Partial<Experiment> = {}): Experiment => ({
  ...structuredClone(EXPERIMENT),
  train: name,
  start_from: from,
  ...change,
});

/** Keeps a run whose only parameter has this value. */
async function keep(root: string, experiment: Experiment, value: number, at: string, finished = true): Promise<string> {
  const run = await createRun(root, experiment, META, { now: new Date(at) });
  run.append(start());
  const tensors = { 'parameter/a': { shape: [1], data: Float32Array.of(value) } };
  await run.saveCheckpoint({ step: 1, time: 1, tensors, state: null });
  run.append(finished ? result(1) : { type: 'interrupted', step: 1, time: 1 });
  await run.close();
  return run.folder;
}

const names = (planned: Awaited<ReturnType<typeof planRuns>>) =>
  planned.map(({ experiment, asked }) => (asked ? experiment.train : `(${experiment.train})`));

describe('what a train starts from', () => {
  const trains = new Map([train('Pair'), train('Weak', 'Pair'), train('Strong', 'Weak')].map((e) => [e.train, e]));
  const compile = (name: string) => trains.get(name)!;

  it('is trained first, and what that starts from before it', async () => {
    const root = temporaryFolder();
    expect(names(await planRuns(root, [compile('Strong')], compile))).toEqual(['(Pair)', '(Weak)', 'Strong']);
    expect(names(await planRuns(root, [compile('Strong'), compile('Weak')], compile))).toEqual([
      '(Pair)',
      'Weak',
      'Strong',
    ]);
  });

  it('is not trained again where a finished run of the same experiment is kept', async () => {
    const root = temporaryFolder();
    await keep(root, compile('Weak'), 1, '2026-01-01T00:00:00Z');
    expect(names(await planRuns(root, [compile('Strong')], compile))).toEqual(['Strong']);
  });

  it('is trained again where the run is unfinished or of another experiment', async () => {
    const root = temporaryFolder();
    await keep(root, compile('Weak'), 1, '2026-01-01T00:00:00Z', false);
    await keep(root, { ...compile('Weak'), seed: 9 }, 1, '2026-01-02T00:00:00Z');
    expect(names(await planRuns(root, [compile('Strong')], compile))).toEqual(['(Pair)', '(Weak)', 'Strong']);
  });

  it('is the newest finished run', async () => {
    const root = temporaryFolder();
    await keep(root, compile('Weak'), 1, '2026-01-01T00:00:00Z');
    const newest = await keep(root, compile('Weak'), 2, '2026-01-03T00:00:00Z');
    await keep(root, compile('Weak'), 3, '2026-01-02T00:00:00Z');
    await keep(root, compile('Weak'), 4, '2026-01-04T00:00:00Z', false);
    const source = await sourceOf(root, compile('Strong'), compile('Weak'));
    expect(source!.run).toBe(newest);
    expect([...(source!.tensors['parameter/a']!.data as Float32Array)]).toEqual([2]);
    expect(await sourceOf(root, compile('Pair'))).toBeNull();
  });

  it('is missing with a message that says what to do', async () => {
    await expect(sourceOf(temporaryFolder(), compile('Strong'))).rejects.toThrow(
      /Strong starts from Weak, which has no finished run in .*: train Weak first/,
    );
  });

  it('cannot be itself', async () => {
    const circle = new Map([train('A', 'B'), train('B', 'A')].map((e) => [e.train, e]));
    await expect(planRuns(temporaryFolder(), [circle.get('A')!], (name) => circle.get(name)!)).rejects.toThrow(
      'trains start from each other in a circle: A ← B ← A',
    );
  });
});
