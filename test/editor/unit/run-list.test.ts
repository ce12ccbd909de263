import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createSweep, writeLabel } from 'qham/store';
import { expect, onTestFinished, test } from 'vitest';
import { deletedRuns, deleteRun, purgeDeleted, restoreRun } from '../../../extension/runs/deleted.ts';
import { RunList } from '../../../extension/runs/run-list.ts';
import { standing } from '../../../extension/runs/run-status.ts';
import { wordsOfStanding } from '../../../extension/runs/run-texts.ts';
import { groupRuns, matchesFilter, mergeRuns } from '../../../extension/runs/run-tree.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { EXPERIMENT, META, result } from '../../runtime/store/sample.ts';
import { foreignL10n } from '../fixtures/foreign-l10n.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { hold, makeRun, workspace } from '../fixtures/run-folders.ts';

function listOf(root: string): RunList {
  const list = new RunList(() => [root]);
  onTestFinished(() => list.dispose());
  return list;
}

const at = (minute: number) => new Date(Date.UTC(2026, 0, 31, 12, minute));

test('says of every run what its folder says, the newest first', async () => {
  const { folder, runs } = workspace();
  await makeRun(runs, { now: at(1), ending: result(3) });
  const stopped = await makeRun(runs, { now: at(2), ending: { type: 'interrupted', step: 3, time: 1 } });
  const dead = await makeRun(runs, { now: at(3), train: 'Excited' });
  const damaged = join(runs, 'Odd-20260131-130000');
  mkdirSync(damaged);
  writeFileSync(join(damaged, 'experiment.json'), '{"format": 1');
  mkdirSync(join(runs, 'just-being-made'));
  const list = listOf(runs);
  await list.refresh();
  expect(list.all.map(({ train, status }) => [train, status])).toEqual([
    ['Excited', 'dead'],
    ['Ground', 'interrupted'],
    ['Ground', 'finished'],
    ['Odd', 'damaged'],
  ]);
  const [, , finished] = list.all;
  expect(finished).toMatchObject({
    file: join(folder, 'oscillator.qham'),
    energies: [1.5, 2.5],
    errors: [0.01, 0.02],
    steps: 1000,
    step: 3,
    resumable: false,
  });
  expect(list.find(stopped)).toMatchObject({ resumable: true, errors: null });
  expect(list.find(dead)?.resumable).toBe(true);
});

test('finds a run by itself that came after the last look, also where there was no folder for runs', async () => {
  const { folder } = workspace();
  const later = join(folder, 'later/runs');
  const list = listOf(later);
  await list.refresh();
  expect(list.all).toEqual([]);
  mkdirSync(join(later, 'just-being-made'), { recursive: true });
  await makeRun(later, { now: at(1), ending: result(3) });
  await expect.poll(() => list.all.map(({ status }) => status)).toEqual(['finished']);
  writeFileSync(join(later, 'just-being-made', 'experiment.json'), '{"format": 1');
  await expect.poll(() => list.all.map(({ status }) => status)).toContain('damaged');
});

test('the points of a sweep are runs of the same file', async () => {
  const { folder, runs } = workspace();
  const points = [1, 2].map((value) => ({ value, experiment: { ...EXPERIMENT, train: `Curve(D = ${value})` } }));
  const plan = { name: 'Curve', train: 'Ground', parameter: 'D', chain: false, points };
  const sweep = createSweep(runs, plan, META);
  const run = await sweep.createPoint(0, points[0]!.experiment);
  await run.close();
  sweep.close();
  const list = listOf(runs);
  await list.refresh();
  expect(list.all.map(({ train, file, path }) => ({ train, file, path }))).toEqual([
    { train: 'Curve(D = 1)', file: join(folder, 'oscillator.qham'), path: run.folder },
  ]);
});

test('a run becomes true by itself when its process ends, which changes no file', async () => {
  const { runs } = workspace();
  const run = await makeRun(runs);
  const child = await hold(run);
  const list = listOf(runs);
  await list.refresh();
  expect(list.find(run)?.status).toBe('running');
  const changed = new Promise<void>((resolve) => {
    list.onChange(resolve);
  });
  child.process.kill('SIGKILL');
  await changed;
  expect(list.find(run)?.status).toBe('dead');
});

test('nothing changes, nothing is said; labels, new runs and runs that are gone are', async () => {
  const { runs } = workspace();
  const run = await makeRun(runs, { now: at(1) });
  const list = listOf(runs);
  let changes = 0;
  list.onChange(() => changes++);
  await list.refresh();
  await list.refresh();
  expect(changes).toBe(1);
  writeLabel(run, { name: 'the good one', note: 'ω = 1', starred: true });
  await list.refresh();
  expect(changes).toBe(2);
  expect(list.find(run)?.label).toEqual({ name: 'the good one', note: 'ω = 1', starred: true });
  const other = await makeRun(runs, { now: at(2) });
  await list.refresh();
  rmSync(run, { recursive: true });
  await list.refresh();
  expect(changes).toBe(4);
  expect(list.all.map(({ path }) => path)).toEqual([other]);
});

test('the tree groups by file and train, stars come first, and a filter finds names, notes and states', async () => {
  const { runs } = workspace();
  const old = await makeRun(runs, { now: at(1), ending: result(3) });
  await makeRun(runs, { now: at(2) });
  await makeRun(runs, { now: at(3), train: 'Excited' });
  await makeRun(runs, { now: at(4), file: '/elsewhere/morse.qham' });
  writeLabel(old, { name: 'reference', note: 'for the talk', starred: true });
  const list = listOf(runs);
  await list.refresh();
  const items = mergeRuns(list.all, []);
  const tree = groupRuns(items);
  expect(
    tree.map(({ file, trains }) => [basename(file), trains.map(({ train, runs: of }) => [train, of.length])]),
  ).toEqual([
    ['morse.qham', [['Ground', 1]]],
    [
      'oscillator.qham',
      [
        ['Excited', 1],
        ['Ground', 2],
      ],
    ],
  ]);
  expect(tree[1]?.trains[1]?.runs[0]?.key).toBe(old);
  const found = (filter: string, l10n = plainEnglish) =>
    items.filter((item) => matchesFilter(filter, item, wordsOfStanding(item, standing(item), l10n))).length;
  expect(found('talk reference')).toBe(1);
  expect(found('MORSE')).toBe(1);
  expect(found('ended without')).toBe(3);
  expect(found('★ starred')).toBe(1);
  // In the words that the reader sees.
  expect(found(foreignL10n.t('starred'), foreignL10n)).toBe(1);
  expect(found('★ excited')).toBe(0);
  expect(items.map(standing)).toEqual(['lost', 'lost', 'lost', 'passed']);
});

test('a run that waits is in the tree before it has a folder', () => {
  const runs = new Runs(() => 0);
  const command = { executable: '', arguments: [], directory: '/', environment: {}, patience: 1, grace: 1 };
  const { id } = runs.start({ file: '/a/oscillator.qham', train: 'Ground' }, command);
  const [item] = mergeRuns([], runs.all);
  expect(item).toMatchObject({ key: `run:${id}`, train: 'Ground' });
  expect(standing(item!)).toBe('queued');
});

test('a deleted run can be had back for a week', async () => {
  const { runs } = workspace();
  const run = await makeRun(runs, { ending: result(3) });
  const list = listOf(runs);
  const deleted = deleteRun(run);
  await list.refresh();
  expect(list.all).toEqual([]);
  expect(deletedRuns(runs).map(({ path }) => path)).toEqual([deleted]);
  utimesSync(deleted, 0, 0);
  purgeDeleted(runs);
  expect(restoreRun(deleted)).toBe(run);
  await list.refresh();
  expect(list.all.map(({ status }) => status)).toEqual(['finished']);
  deleteRun(run);
  purgeDeleted(runs, Date.now() + 8 * 24 * 3600 * 1000);
  expect(deletedRuns(runs)).toEqual([]);
});
