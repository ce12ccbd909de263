import { mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RunEvent } from 'qham/events';
import { createSweep, type Ending } from 'qham/store';
import { expect, onTestFinished, test } from 'vitest';
import { describeRun } from '../../../extension/energies/describe.ts';
import { explain } from '../../../extension/energies/explain.ts';
import { deletedRuns, deleteRun, purgeDeleted, restoreRun } from '../../../extension/runs/deleted.ts';
import { runsOfTrain } from '../../../extension/runs/of-train.ts';
import { RunList } from '../../../extension/runs/run-list.ts';
import { standing } from '../../../extension/runs/run-status.ts';
import { groupRuns, mergeRuns } from '../../../extension/runs/run-tree.ts';
import { sweepProgress } from '../../../extension/runs/sweep-of.ts';
import { Curve } from '../../../extension/training/curve.ts';
import { askedFor, pointValue } from '../../../extension/training/point-name.ts';
import { afterEventsWithCurve } from '../../../extension/training/run-curve.ts';
import { afterEnding, afterStop, newRun, type RunState } from '../../../extension/training/run-state.ts';
import { EXPERIMENT, META, result, start, step } from '../../runtime/store/sample.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { workspace } from '../fixtures/run-folders.ts';

const point = (value: number): string => `Curve(D = ${value})`;
const begin = (value: number): RunEvent => ({
  ...start(`.qham/runs/Curve-1/${value}-D=${value}`),
  train: point(value),
});
const failure: RunEvent = {
  type: 'failure',
  time: 1,
  step: 2,
  message: 'the energy is not finite',
  where: 'phase main',
  walker: null,
};
const ended = (code: number | null) => ({ kind: 'ended', code, signal: null, errorOutput: '' }) as const;

/** What becomes of a sweep that its process says this of. */
function swept(...events: RunEvent[]): { state: RunState; curve: Curve } {
  const curve = new Curve();
  const state = afterEventsWithCurve(curve, newRun('Curve'), events);
  return { state, curve };
}

/** A folder with a sweep over three values, of which so many are done, in that order. */
async function sweepFolder(runs: string, endings: readonly (Ending | null)[]): Promise<string[]> {
  const points = [1, 2, 3].map((value) => ({ value, experiment: { ...EXPERIMENT, train: point(value) } }));
  const sweep = createSweep(runs, { name: 'Curve', train: 'Ground', parameter: 'D', chain: false, points }, META);
  const made: string[] = [];
  for (const [i, ending] of endings.entries()) {
    const run = await sweep.createPoint(i, points[i]!.experiment);
    for (const event of [begin(i + 1), step(1)]) run.append(event);
    if (ending) {
      run.append(ending);
      await run.writeSummary(ending);
    }
    await run.close();
    made.push(run.folder);
  }
  sweep.close();
  return made;
}

async function listed(runs: string): Promise<RunList> {
  const list = new RunList(() => [runs]);
  onTestFinished(() => list.dispose());
  await list.refresh();
  return list;
}

test('a point is named after its sweep and its value', () => {
  expect([askedFor('Curve(V0 = 5)'), pointValue('Curve(V0 = 5)')]).toEqual(['Curve', 'V0 = 5']);
  expect([askedFor('Ground'), pointValue('Ground')]).toEqual(['Ground', '']);
});

test('a sweep goes on from point to point, each with a curve of its own, until its process ends', () => {
  const first = swept(begin(1), step(1), step(2), result(2));
  expect(first.state).toMatchObject({ status: 'evaluating', point: point(1), energies: [1.5, 2.5], trouble: null });
  const second = swept(begin(1), step(1), step(2), result(2), begin(2), step(1));
  expect(second.state).toMatchObject({ status: 'training', point: point(2), step: 1, errors: null });
  expect(second.curve.length).toBe(1);
  expect(second.curve.since(first.curve.since(0, 0).epoch, 2).from).toBe(0);
  const done = swept(begin(1), result(2), begin(2), result(2)).state;
  for (const code of [0, 1])
    expect(afterEnding(done, ended(code))).toMatchObject({ status: 'finished', trouble: null });
  expect(afterEnding(afterStop(second.state), ended(130)).status).toBe('stopped');
  expect(afterEnding(second.state, ended(0))).toMatchObject({ status: 'failed', trouble: { kind: 'ended' } });
});

test('a point that fails is named, and the sweep goes on', () => {
  const { state } = swept(begin(1), failure, begin(2), step(1));
  expect(state.status).toBe('training');
  expect(explain(state.trouble!, plainEnglish).message).toBe('Curve(D = 1): the energy is not finite');
  const after = swept(begin(1), failure, begin(2), result(2)).state;
  expect(afterEnding(after, ended(3))).toMatchObject({ status: 'failed', trouble: { kind: 'numeric' } });
});

test('what its train starts from is not taken for a point', () => {
  const { state } = swept({ ...start('.qham/runs/Ground-1'), train: 'Ground' }, step(1), result(1));
  expect(state).toMatchObject({ before: 'Ground', point: null, status: 'training', energies: [] });
});

test('the view names the point, and goes on with the whole', () => {
  const { state, curve } = swept(begin(1), step(1), { type: 'interrupted', step: 1, time: 1 });
  const request = { file: '/w/oscillator.qham', train: 'Curve' };
  const run = { id: 1, request, started: new Date(0), state, curve, folder: null, revision: 0, process: null };
  const { train, notice } = describeRun(run, plainEnglish);
  expect(train).toBe(point(1));
  expect(notice).toBe('To go on from here: qham resume .qham/runs/Curve-1');
});

test('the lenses of a sweep are about its points: what goes on, and how many are done', async () => {
  const { folder, runs } = workspace();
  const file = join(folder, 'oscillator.qham');
  await sweepFolder(runs, [result(1), { type: 'interrupted', step: 1, time: 1 }]);
  const list = await listed(runs);
  const found = runsOfTrain(list.all, [], file, 'Curve');
  expect(found.all.map(({ train }) => train).sort()).toEqual([point(1), point(2)]);
  expect(found.going).toBeUndefined();
  expect(sweepProgress(found.all)).toEqual({ points: 3, done: 1 });
  expect(runsOfTrain(list.all, [], file, 'Ground').all).toEqual([]);
  expect(sweepProgress([])).toBeNull();
  const [file1] = groupRuns(mergeRuns(list.all, []));
  expect(file1?.trains.map(({ train, runs: points }) => [train, points.length])).toEqual([['Curve', 2]]);
  const { state, curve } = swept(begin(1), result(1), begin(2), step(1));
  const live = {
    id: 1,
    request: { file, train: 'Curve' },
    started: new Date(0),
    state,
    curve,
    revision: 0,
    process: null,
  };
  const path = found.all.find(({ train }) => train === point(2))!.key;
  const going = runsOfTrain(list.all, [{ ...live, folder: path }], file, 'Curve').going;
  expect([going?.key, going && standing(going)]).toEqual([path, 'training']);
});

test('a deleted point goes back into its sweep, and stands by itself where that is gone', async () => {
  const { runs } = workspace();
  const [first, second] = (await sweepFolder(runs, [result(1), result(1)])) as [string, string];
  const deleted = [deleteRun(first), deleteRun(second)];
  expect(
    deletedRuns(runs)
      .map(({ path }) => basename(path))
      .sort(),
  ).toEqual(['1-D=1', '2-D=2']);
  purgeDeleted(runs);
  expect(restoreRun(deleted[0]!)).toBe(first);
  const list = await listed(runs);
  expect(sweepProgress(mergeRuns(list.all, []))).toEqual({ points: 3, done: 1 });
  rmSync(dirname(first), { recursive: true });
  expect(restoreRun(deleted[1]!)).toBe(join(runs, '2-D=2'));
  expect(deletedRuns(runs)).toEqual([]);
  // A folder of the same name that holds something else is no sweep either.
  mkdirSync(dirname(first));
  await list.refresh();
  expect(list.all.map(({ train }) => train)).toEqual([point(2)]);
});
