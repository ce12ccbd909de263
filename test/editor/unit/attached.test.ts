import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { keeperOf, statusOf, writeKeeper } from 'qham/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RunList } from '../../../extension/runs/run-list.ts';
import { standing } from '../../../extension/runs/run-status.ts';
import { mergeRuns } from '../../../extension/runs/run-tree.ts';
import type { Folder } from '../../../extension/training/request.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { result, step } from '../../runtime/store/sample.ts';
import { append, hold, makeRun, workspace } from '../fixtures/run-folders.ts';
import { startFixture, whenOver, whenRun } from '../fixtures/start.ts';

let runs: Runs;
beforeEach(() => {
  runs = new Runs();
});
afterEach(() => runs.release());

const folder = (path: string, going = false): Folder => ({
  path,
  request: { file: '/w/oscillator.qham', train: 'Ground' },
  created: new Date(0),
  going,
});
const stepsOf = (id: number) =>
  runs
    .find(id)!
    .curve?.since(-1, 0)
    .buckets.reduce((sum, { count }) => sum + count, 0);

test('a finished run is read back from its folder, curve and all', async () => {
  const path = await makeRun(workspace().runs, { steps: 500, ending: result(500) });
  const { id } = runs.open(folder(path));
  runs.look(id);
  const { state } = await whenOver(runs, id);
  expect(state).toMatchObject({ status: 'finished', energies: [1.5, 2.5], errors: [0.01, 0.02], folder: path });
  expect(stepsOf(id)).toBe(500);
  expect(runs.open(folder(path)).id).toBe(id);
});

test('a result that this window has heard stays, while its process still holds the folder', async () => {
  const { runs: root } = workspace();
  const path = await makeRun(root, { steps: 500, ending: result(500) });
  const { request } = folder(path);
  const { id } = runs.start(request, {
    executable: process.execPath,
    arguments: [join(import.meta.dirname, '../fixtures/holds.mjs'), path],
    directory: import.meta.dirname,
    environment: process.env,
    patience: 60,
    grace: 60,
  });
  const { process: child } = await whenOver(runs, id);
  // The list of runs reads the folder, in which a process is still at work.
  expect(statusOf(path)).toBe('running');
  const list = new RunList(() => [root]);
  await list.refresh();
  list.dispose();
  // So no lens offers to stop it any more.
  expect(mergeRuns(list.all, runs.all).map(standing)).toEqual(['passed']);
  const heard: string[] = [];
  runs.onChange(({ state }) => heard.push(state.status));
  expect(runs.open(folder(path, true))).toMatchObject({ id, state: { status: 'finished' } });
  child!.release();
  await child!.ended;
  expect([...new Set(heard)].filter((status) => status !== 'finished')).toEqual([]);
  expect(runs.find(id)).toMatchObject({ state: { status: 'finished', trouble: null, errors: [0.01, 0.02] } });
});

test('a run that is over is followed again when another process goes on with it', async () => {
  const path = await makeRun(workspace().runs, { steps: 3 });
  const { id } = runs.open(folder(path));
  expect((await whenOver(runs, id)).state.status).toBe('failed');
  await hold(path);
  expect(runs.open(folder(path, true)).id).toBe(id);
  await whenRun(runs, id, ({ state }) => state.status === 'training' && state.step === 3);
});

test('a run that goes on is followed: what comes, and how it ends', async () => {
  const path = await makeRun(workspace().runs, { steps: 10 });
  const child = await hold(path);
  const { id } = runs.open(folder(path, true));
  runs.look(id);
  await whenRun(runs, id, ({ state }) => state.step === 10);
  append(path, step(11), step(12));
  await whenRun(runs, id, ({ state }) => state.step === 12);
  expect(runs.training.map((run) => run.id)).toEqual([id]);
  append(path, result(12));
  child.process.stdin.end();
  const { state } = await whenOver(runs, id);
  expect(state.status).toBe('finished');
  expect(stepsOf(id)).toBe(12);
});

test('what nobody keeps any more this window keeps; what is kept for ever stays so', async () => {
  const path = await makeRun(workspace().runs);
  await hold(path);
  writeKeeper(path, { pid: 2 ** 22 + 1, start: null, stop: false });
  runs.open(folder(path, true));
  await expect.poll(() => keeperOf(path)?.pid).toBe(process.pid);
  const other = await makeRun(workspace().runs);
  await hold(other);
  writeKeeper(other, { pid: null, start: null, stop: false });
  const { id } = runs.open(folder(other, true));
  await whenRun(runs, id, ({ state }) => state.step === 3);
  expect(keeperOf(other)?.pid).toBeNull();
});

test('a run of another window is stopped by its process', async () => {
  const path = await makeRun(workspace().runs);
  const child = await hold(path);
  const { id } = runs.open(folder(path, true));
  await whenRun(runs, id, ({ state }) => state.step === 3);
  runs.stop(id);
  expect(runs.find(id)?.state.status).toBe('stopping');
  await child.ended;
  expect(child.process.signalCode).toBe('SIGINT');
  expect(keeperOf(path)?.stop).toBe(true);
  expect((await whenOver(runs, id)).state.status).toBe('stopped');
});

test('a process that was killed leaves a run that says so', async () => {
  const path = await makeRun(workspace().runs);
  const child = await hold(path);
  const { id } = runs.open(folder(path, true));
  await whenRun(runs, id, ({ state }) => state.step === 3);
  child.process.kill('SIGKILL');
  expect((await whenOver(runs, id)).state).toMatchObject({ status: 'failed', trouble: { kind: 'lost' } });
});

test('a folder that is deleted under a run leaves a run that says so', async () => {
  const path = await makeRun(workspace().runs);
  await hold(path);
  const { id } = runs.open(folder(path, true));
  await whenRun(runs, id, ({ state }) => state.step === 3);
  rmSync(path, { recursive: true });
  const { state } = await whenOver(runs, id);
  expect(state.trouble).toMatchObject({ kind: 'unreadable', message: { values: [path] } });
});

test('more than the allowed trainings wait, start in their order, and can be stopped while they wait', async () => {
  const queue = new Runs(() => 1);
  const first = startFixture(queue, 'endless', { train: 'First' });
  const [second, third] = ['Second', 'Third'].map((train) => startFixture(queue, 'endless', { train }));
  expect(queue.queued.map(({ state }) => state.train)).toEqual(['Second', 'Third']);
  queue.stop(second!.id);
  expect(queue.find(second!.id)?.state.status).toBe('stopped');
  await whenRun(queue, first.id, ({ state }) => state.step >= 1);
  expect(queue.find(third!.id)).toMatchObject({ state: { status: 'queued' }, process: null });
  queue.stop(first.id);
  await whenRun(queue, third!.id, ({ state }) => state.step >= 1);
  expect(queue.active?.id).toBe(third!.id);
  await queue.stopAll();
  expect(queue.active).toBeUndefined();
});
