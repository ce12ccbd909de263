import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeRun } from '../../../extension/energies/describe.ts';
import { standing } from '../../../extension/runs/run-status.ts';
import { mergeRuns } from '../../../extension/runs/run-tree.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { startFixture, whenOver, whenRun } from '../fixtures/start.ts';

let runs: Runs;
beforeEach(() => {
  runs = new Runs();
});
afterEach(() => runs.stopAll());

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('a training ends with its result and the whole curve', async () => {
  const { id } = startFixture(runs, 'trains', { environment: { STEPS: '3000', STATES: '2' } });
  const { state, curve } = await whenOver(runs, id);
  expect(state).toMatchObject({ status: 'finished', step: 3000, garbage: '', trouble: null });
  expect(state.errors).toHaveLength(2);
  expect(curve?.since(0, 0).buckets.reduce((sum, { count }) => sum + count, 0)).toBe(3000);
});

test('a crash is a failure with the last words of the process', async () => {
  const { id } = startFixture(runs, 'crashes');
  const { state } = await whenOver(runs, id);
  expect(state.status).toBe('failed');
  expect(state.trouble).toEqual({
    kind: 'ended',
    code: 70,
    signal: null,
    errorOutput: 'Error: the tensor engine lost its device',
  });
});

test('a process that gives up because its folder has gone is told as that', async () => {
  const { id } = startFixture(runs, 'crashes', { environment: { RUN: '/nowhere/run', CODE: '4' } });
  const { state } = await whenOver(runs, id);
  expect(state).toMatchObject({ status: 'failed', trouble: { kind: 'unreadable' } });
  expect(describeRun(runs.find(id)!, plainEnglish).problem).toMatchObject({
    message: 'The run folder cannot be read.',
    detail: '/nowhere/run',
  });
});

test('a process that never says a word is ended', async () => {
  const { id, process } = startFixture(runs, 'hangs', { patience: 0.3 });
  const { state } = await whenOver(runs, id);
  expect(state).toMatchObject({ status: 'failed', trouble: { kind: 'silent', seconds: 0.3 } });
  await process!.ended;
  expect(isAlive(process!.pid!)).toBe(false);
});

test('a process that starts slowly is waited for, can be stopped meanwhile, and trains as any other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qham-slow-'));
  const environment = { GO: join(folder, 'go') };
  const [patient, stopped] = [0, 1].map(() => startFixture(runs, 'slow-start', { environment }));
  for (const { id } of [patient!, stopped!]) {
    expect(describeRun(runs.find(id)!, plainEnglish)).toMatchObject({ status: 'starting', problem: null, notice: '' });
    expect(isAlive(runs.find(id)!.process!.pid!)).toBe(true);
  }
  runs.stop(stopped!.id);
  expect((await whenOver(runs, stopped!.id)).state).toMatchObject({ status: 'stopped', trouble: null });
  expect(runs.find(patient!.id)!.state.status).toBe('starting');
  writeFileSync(environment.GO, '');
  expect((await whenOver(runs, patient!.id)).state).toMatchObject({ status: 'finished', step: 400, trouble: null });
  rmSync(folder, { recursive: true });
});

test('rubbish is shown as such, whether it ends by itself or goes on', async () => {
  const short = startFixture(runs, 'garbage');
  expect((await whenOver(runs, short.id)).state.trouble).toMatchObject({ kind: 'garbage' });
  const long = startFixture(runs, 'garbage', { environment: { FOREVER: '1' }, patience: 0.5 });
  expect((await whenOver(runs, long.id)).state.trouble).toEqual({ kind: 'garbage', line: 'still here' });
});

test('a program that is not there is a failure at once', async () => {
  const run = runs.start(
    { file: '/somewhere/file.qham', train: 'Ground' },
    { executable: '/no/such/node', arguments: [], directory: '/', environment: {}, patience: 60, grace: 60 },
  );
  const { state } = await whenOver(runs, run.id);
  expect(state.trouble).toMatchObject({ kind: 'unstartable', message: expect.stringContaining('ENOENT') });
});

test('a script that is missing is said by its name, before anything is started', async () => {
  const script = '/nowhere/qham.mjs';
  const command = { executable: process.execPath, arguments: [script], script, directory: '/', environment: {} };
  const { id } = runs.start({ file: '/w/a.qham', train: 'Ground' }, { ...command, patience: 60, grace: 60 });
  const { state } = await whenOver(runs, id);
  expect(state).toMatchObject({
    status: 'failed',
    trouble: { kind: 'unstartable', message: { english: 'there is no {0}', values: [script] } },
  });
  // It has no folder: the tree shows it while this window does.
  expect(mergeRuns([], runs.all).map(standing)).toEqual(['failed']);
  runs.forget(id);
  expect(mergeRuns([], runs.all)).toEqual([]);
});

test('a training that falls silent goes on, and the view says so with a way out', async () => {
  const environment = { UNTIL: 'training', STEPS: '40' };
  const { id } = startFixture(runs, 'trains', { environment, stillness: 1 });
  const still = await whenRun(runs, id, ({ state }) => state.still !== null && state.step === 40);
  expect(still.state).toMatchObject({ status: 'training', step: 40, still: 1 });
  expect(describeRun(still, plainEnglish).notice).toMatch(/has said nothing for 1 s\..*Stop ends it/);
  runs.stop(id);
  expect(describeRun((await whenOver(runs, id))!, plainEnglish).notice).not.toContain('nothing');
});

test('a training whose folder was deleted ends, and says that', async () => {
  const { id } = startFixture(runs, 'endless');
  await whenRun(runs, id, ({ state }) => state.step > 0);
  runs.lose(id, 'there is no folder /w/.qham/runs/endless');
  const { state, process: child } = runs.find(id)!;
  expect(state).toMatchObject({ status: 'failed', trouble: { kind: 'unreadable' } });
  await child!.ended;
  expect(runs.find(id)!.state).toBe(state);
});

test('stop is polite, and the run says where it stopped', async () => {
  const { id, process } = startFixture(runs, 'endless');
  await whenRun(runs, id, ({ state }) => state.step >= 3);
  runs.stop(id);
  expect(runs.find(id)?.state.status).toBe('stopping');
  const { state } = await whenOver(runs, id);
  expect(state).toMatchObject({ status: 'stopped', trouble: null, folder: '.qham/runs/endless' });
  await process!.ended;
  expect(runs.active).toBeUndefined();
});

test('who does not listen to a stop is ended', async () => {
  const { id, process } = startFixture(runs, 'hangs', { grace: 0.3 });
  runs.stop(id);
  const { state } = await whenOver(runs, id);
  expect(state.status).toBe('stopped');
  await process!.ended;
  expect(isAlive(process!.pid!)).toBe(false);
});

test('several runs go on side by side, and stopping one leaves the others', async () => {
  const first = startFixture(runs, 'endless', { train: 'First' });
  const second = startFixture(runs, 'endless', { train: 'Second' });
  await Promise.all([first, second].map(({ id }) => whenRun(runs, id, ({ state }) => state.step >= 2)));
  expect(runs.all.map((run) => run.state.train)).toEqual(['Second', 'First']);
  runs.stop(second.id);
  await whenOver(runs, second.id);
  const at = runs.find(first.id)!.state.step;
  await whenRun(runs, first.id, ({ state }) => state.step > at);
  expect(runs.active?.id).toBe(first.id);
  await runs.stopAll();
  expect(runs.active).toBeUndefined();
});

test('a training ends when the process that started it is killed', async () => {
  const parent = spawn(process.execPath, [join(import.meta.dirname, '../fixtures/parent.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(parent.stdout, 'data');
  const child = Number(String(output));
  expect(isAlive(child)).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'close');
  await expect.poll(() => isAlive(child), { timeout: 60_000 }).toBe(false);
});

test('of the runs that are over the latest are kept, of those that go on all', async () => {
  const going = startFixture(runs, 'endless');
  for (let i = 0; i < 24; i++) {
    const run = runs.start(
      { file: 'f.qham', train: `T${i}` },
      { executable: '/no/such/node', arguments: [], directory: '/', environment: {}, patience: 60, grace: 60 },
    );
    await whenOver(runs, run.id);
  }
  expect(runs.find(going.id)).toBeDefined();
  expect(runs.all.length).toBeLessThanOrEqual(22);
  expect(runs.all[0]?.request.train).toBe('T23');
});
