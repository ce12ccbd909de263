import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeRun } from '../../../extension/energies/describe.ts';
import { Shown } from '../../../extension/energies/shown.ts';
import { Looking } from '../../../extension/training/looking.ts';
import type { Folder } from '../../../extension/training/request.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { wholeRun } from '../../../extension/training/whole-run.ts';
import { result } from '../../runtime/store/sample.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { hold, makeRun, workspace } from '../fixtures/run-folders.ts';
import { startFixture, whenOver, whenRun } from '../fixtures/start.ts';

/** More than a curve has buckets, so that it is one that was widened. */
const STEPS = 2500;
/** Of two steps each; the first is 1. */
const BUCKETS = 1251;

let runs: Runs;
beforeEach(() => {
  runs = new Runs();
});
afterEach(() => runs.release());

const inMemory = () =>
  runs.all
    .filter(({ curve }) => curve !== null)
    .map(({ id }) => id)
    .sort();
const bucketsOf = (id: number) => runs.find(id)?.curve?.since(-1, 0).buckets;

/** Finished runs on the disk, whose energies differ. */
async function folders(count: number): Promise<Folder[]> {
  const { runs: root } = workspace();
  return Promise.all(
    Array.from({ length: count }, async (_, n) => ({
      path: await makeRun(root, { steps: STEPS, scale: n + 1, ending: result(STEPS), train: `Run${n}` }),
      request: { file: 'oscillator.qham', train: `Run${n}` },
      created: new Date(n),
      going: false,
    })),
  );
}

/** The run of a folder, read to its end. */
async function opened(folder: Folder): Promise<number> {
  const { id, process } = runs.open(folder);
  await process?.ended;
  return (await whenOver(runs, id)).id;
}

test('the curve of a finished run that nobody looks at is let go, and whoever looks has all of it again', async () => {
  const ids: number[] = [];
  const whole: unknown[] = [];
  for (const folder of await folders(3)) {
    const { id, process } = runs.open(folder);
    const look = runs.look(id);
    await process?.ended;
    whole.push(bucketsOf(id));
    expect(inMemory()).toEqual([id]);
    look.dispose();
    expect(inMemory()).toEqual([]);
    ids.push(id);
  }
  for (const [n, id] of ids.entries()) {
    const look = runs.look(id);
    expect(await look.whole).toBe(true);
    expect(bucketsOf(id)).toHaveLength(BUCKETS);
    expect(bucketsOf(id)).toEqual(whole[n]);
    expect(runs.find(id)?.state).toMatchObject({ status: 'finished', trouble: null, errors: [0.01, 0.02] });
    look.dispose();
  }
  expect(inMemory()).toEqual([]);
});

test('of the runs that are shown one after the other only one has its curve in memory', async () => {
  const shown = new Shown(runs);
  const ids: number[] = [];
  for (const folder of await folders(3)) ids.push(await opened(folder));
  for (const id of ids) {
    shown.select(id);
    const { curve } = await whenRun(runs, id, ({ curve }) => curve?.length === BUCKETS);
    expect(shown.run?.curve).toBe(curve);
    expect(inMemory()).toEqual([id]);
  }
});

test('what two look at stays until neither does; who looks while it is read waits for the same', async () => {
  const [first, second] = await folders(2);
  const ids = [await opened(first!), await opened(second!)];
  const view = new Looking(runs);
  const read: string[] = [];
  await new Promise<void>((settle) => {
    view.at(ids, () => read.push('view') === 2 && settle());
  });
  const look = runs.look(ids[0]!);
  expect(await look.whole).toBe(false);
  view.at([]);
  expect(inMemory()).toEqual([ids[0]]);
  look.dispose();
  look.dispose();
  expect(inMemory()).toEqual([]);
  const [one, other] = [runs.look(ids[1]!), runs.look(ids[1]!)];
  one.dispose();
  expect(await other.whole).toBe(true);
  expect(inMemory()).toEqual([ids[1]]);
});

test('a look that ends while the curve is read leaves nothing in memory', async () => {
  const [folder] = await folders(1);
  const look = runs.look(await opened(folder!));
  look.dispose();
  await look.whole;
  expect(inMemory()).toEqual([]);
});

test('a figure of a run that nobody looks at has its whole curve', async () => {
  const [folder] = await folders(1);
  const id = await opened(folder!);
  expect(inMemory()).toEqual([]);
  expect((await wholeRun(runs, folder!))?.curve?.length).toBe(BUCKETS);
  expect(inMemory()).toEqual([]);
  rmSync(folder!.path, { recursive: true });
  expect(await wholeRun(runs, folder!)).toBeNull();
  expect(runs.find(id)?.state).toMatchObject({ status: 'finished', trouble: { kind: 'unreadable' } });
});

test('what goes on, and what no folder has, is kept without being looked at', async () => {
  const path = await makeRun(workspace().runs, { steps: 3 });
  await hold(path);
  const request = { file: 'oscillator.qham', train: 'Ground' };
  const { id } = runs.open({ path, request, created: new Date(0), going: true });
  await whenRun(runs, id, ({ state }) => state.step === 3);
  const fixture = startFixture(runs, 'trains', { environment: { RUN: '/nowhere/run' } });
  await fixture.process?.ended;
  await runs.find(fixture.id)?.process?.ended;
  await whenOver(runs, fixture.id);
  runs.look(fixture.id).dispose();
  expect(inMemory()).toEqual([id, fixture.id].sort());
});

test('the view says that a long curve is being read back, until it is there', async () => {
  const [folder] = await folders(1);
  const run = await wholeRun(runs, folder!);
  const long = { ...run!, state: { ...run!.state, step: 1_000_000 } };
  const reading = 'Reading the curve of 1000000 steps from the run folder…';
  expect(describeRun({ ...long, curve: null }, plainEnglish).notice).toBe(reading);
  expect(describeRun(long, plainEnglish).notice).toBe('');
});
