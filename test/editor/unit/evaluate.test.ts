import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStoredRun } from '../../../extension/runs/stored-run.ts';
import type { Folder } from '../../../extension/training/request.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { result } from '../../runtime/store/sample.ts';
import { makeRun, workspace } from '../fixtures/run-folders.ts';
import { whenOver, whenRun } from '../fixtures/start.ts';

/** A finished run of 40 steps, and the command that evaluates it again. */
async function finished(environment: NodeJS.ProcessEnv = {}) {
  const { runs: root } = workspace();
  const path = await makeRun(root, { steps: 40, ending: { ...result(40), energies: [1.5003], errors: [0.0004] } });
  const folder: Folder = {
    path,
    request: { file: 'oscillator.qham', train: 'Ground' },
    created: new Date(0),
    going: false,
  };
  const command = {
    executable: process.execPath,
    arguments: [join(import.meta.dirname, '../fixtures/evaluates.mjs')],
    directory: root,
    environment: { ...process.env, ...environment },
    patience: 60,
    grace: 60,
  };
  return { path, folder, command };
}

test('an evaluation gives a finished run its new result and leaves its curve as it was', async () => {
  const { path, folder, command } = await finished();
  expect((await readStoredRun(path)).samples).toBeGreaterThan(0);
  const runs = new Runs();
  const before = runs.open(folder);
  const read = await whenOver(runs, before.id);
  expect(read.state).toMatchObject({ status: 'finished', energies: [1.5003] });
  const { id } = await runs.resume(folder, command);
  runs.look(id);
  const evaluated = await whenRun(runs, id, ({ state }) => state.status === 'finished');
  expect(evaluated.state).toMatchObject({
    energies: [1.5001],
    errors: [0.0001],
    step: 40,
    columns: read.state.columns,
  });
  expect(evaluated.state.columns.length).toBeGreaterThan(3);
  expect(evaluated.curve?.length).toBe(40);
  await evaluated.process?.ended;
  runs.release();
});

test('while it goes on it says how far it is, and can be stopped', async () => {
  const { folder, command } = await finished({ UNTIL: 'evaluation' });
  const runs = new Runs();
  const { id } = await runs.resume(folder, command);
  const going = await whenRun(runs, id, ({ state }) => state.status === 'evaluating');
  expect(going.state).toMatchObject({ evaluated: 1 / 8, step: 40 });
  runs.stop(id);
  expect((await whenOver(runs, id)).state.status).toBe('stopped');
  await going.process?.ended;
});
