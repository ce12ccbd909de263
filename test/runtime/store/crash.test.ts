import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../../runtime/events.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { createRun, listRuns, openRun, Run } from '../../../runtime/store/index.ts';
import { startChild } from './child.ts';
import { DyingDisk } from './faulty-disk.ts';
import { EXPERIMENT, META } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { train } from './trainer.ts';

const STEPS = 120;

/** A run that nobody disturbs. */
async function unbroken(steps: number): Promise<{ events: RunEvent[]; history: string; checkpoint: unknown }> {
  const run = await createRun(temporaryFolder(), EXPERIMENT, META);
  await train(run, steps);
  const { events } = await run.readEvents();
  const checkpoint = await run.loadCheckpoint();
  await run.close();
  return { events: numbers(events), history: readFileSync(join(run.folder, 'history.csv'), 'utf8'), checkpoint };
}

/** What a run computes: all but who computed it. */
function numbers(events: readonly RunEvent[]): RunEvent[] {
  return events.filter(({ type }) => type !== 'start' && type !== 'resumed');
}

test('a run killed with SIGKILL again and again goes on exactly as one that was never broken', async () => {
  const root = temporaryFolder();
  const created = await createRun(root, EXPERIMENT, META);
  await created.close();
  const random = RandomStream.fromSeed(3);
  let kills = 0;
  for (let finished = false; !finished; ) {
    const child = startChild('trainer.ts', created.folder, String(STEPS));
    let reached = 0;
    for (let checkpoints = 1 + random.integer(12); checkpoints > 0 && !finished; checkpoints--) {
      const line = await child.line();
      if (line === null) {
        finished = true;
      } else {
        reached = Number(/^checkpoint (\d+)$/.exec(line)![1]);
        child.process.stdin.write('go on\n');
      }
    }
    if (finished) {
      await child.ended;
      expect(child.process.exitCode).toBe(0);
      continue;
    }
    // The child is at work again; some turns of this process's own loop decide how far it comes.
    for (let turns = random.integer(40); turns > 0; turns--) await setImmediate();
    child.process.kill('SIGKILL');
    await child.ended;
    kills++;
    const run = await openRun(created.folder);
    expect(run.status).toBe('dead');
    expect((await run.loadCheckpoint())!.step).toBeGreaterThanOrEqual(reached);
    const [listed] = await listRuns(root);
    expect(listed).toMatchObject({ status: 'dead', resumable: true });
  }
  expect(kills).toBeGreaterThan(3);
  const run = await openRun(created.folder);
  const { events, damaged } = await run.readEvents();
  const expected = await unbroken(STEPS);
  expect(damaged).toBe(0);
  expect(numbers(events)).toEqual(expected.events);
  expect(readFileSync(join(run.folder, 'history.csv'), 'utf8')).toBe(expected.history);
  expect(await run.loadCheckpoint()).toEqual(expected.checkpoint);
});

test('killed before its first checkpoint, a run begins again', async () => {
  const created = await createRun(temporaryFolder(), EXPERIMENT, META);
  created.append({ type: 'interrupted', step: 0, time: 0 });
  created.flush();
  expect(await created.loadCheckpoint()).toBeNull();
  await train(created, 6);
  const { events } = await created.readEvents();
  expect(numbers(events)).toEqual((await unbroken(6)).events);
  await created.close();
});

test('death at any call of the system leaves a run that goes on exactly', async () => {
  const expected = await unbroken(4);
  let deaths = 0;
  for (let calls = 0; ; calls++) {
    const run = await createRun(temporaryFolder(), EXPERIMENT, META);
    await run.close();
    const disk = new DyingDisk(calls);
    const dying = new Run(run.folder, run.description, disk);
    dying.claim();
    try {
      await train(dying, 4);
      dying.flush();
    } catch {
      deaths++;
    }
    await dying.close().catch(() => {});
    const resumed = await openRun(run.folder);
    resumed.claim();
    await train(resumed, 4);
    await resumed.close();
    const { events, damaged } = await resumed.readEvents();
    expect(damaged).toBe(0);
    expect(numbers(events)).toEqual(expected.events);
    expect(readFileSync(join(run.folder, 'history.csv'), 'utf8')).toBe(expected.history);
    expect(await resumed.loadCheckpoint()).toEqual(expected.checkpoint);
    if (!disk.died) break;
  }
  expect(deaths).toBeGreaterThan(25);
});
