import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeRun } from '../../../extension/energies/describe.ts';
import { Follower } from '../../../extension/energies/follower.ts';
import { receiveToView, type ToView } from '../../../extension/protocol.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { afterUpdate, type Held, NOTHING, question } from '../../../extension/webview/held.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { startFixture, whenOver, whenRun } from '../fixtures/start.ts';

let runs: Runs;
let updates: ToView[];
let follower: Follower;
let arrived: (() => void) | null;

beforeEach(() => {
  runs = new Runs();
  updates = [];
  arrived = null;
  follower = new Follower(
    runs,
    (run) => describeRun(run, plainEnglish),
    (update) => {
      updates.push(update);
      arrived?.();
    },
  );
  runs.onChange(() => follower.changed());
});
afterEach(() => {
  follower.forget();
  return runs.stopAll();
});

/** A view that follows until it holds what is asked for; what it receives passes the check of the border. */
async function followUntil(held: Held, condition: (held: Held) => boolean): Promise<Held> {
  let now = held;
  while (!condition(now)) {
    const before = updates.length;
    const next = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    follower.follow(question(now));
    if (updates.length === before) await next;
    const received = receiveToView(structuredClone(updates.at(-1)));
    if (!received.ok) throw new Error(received.error);
    now = afterUpdate(now, received.message);
  }
  return now;
}

test('a view that follows ends up with the whole run', async () => {
  const { id } = startFixture(runs, 'trains', { environment: { STEPS: '2500' } });
  const held = await followUntil(NOTHING, ({ run }) => run?.status === 'finished');
  const { curve } = await whenOver(runs, id);
  expect(held.buckets).toEqual(curve?.since(-1, 0).buckets);
  expect(held.run).toMatchObject({ step: 2500, energies: [1.5003], errors: [0.0004] });
});

test('nobody asks, nothing is sent; who comes back gets everything', async () => {
  const { id } = startFixture(runs, 'trains');
  await whenOver(runs, id);
  expect(updates).toEqual([]);
  const held = await followUntil(NOTHING, ({ run }) => run !== null);
  expect(held.buckets).toHaveLength(400);
  expect(updates).toHaveLength(1);
});

test('a question about what is known already is answered by the next change only', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    follower.follow(question(NOTHING));
    expect(updates).toEqual([{ type: 'update', revision: 0, runs: [], shown: null }]);
    follower.follow(question(afterUpdate(NOTHING, updates[0]!)));
    vi.advanceTimersByTime(60_000);
    expect(updates).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
  startFixture(runs, 'trains', { environment: { UNTIL: 'training' } });
  await expect.poll(() => updates.length).toBeGreaterThan(1);
});

test('a chosen run stays, until a newer one is started', async () => {
  const first = startFixture(runs, 'trains', { train: 'First' });
  await whenOver(runs, first.id);
  const second = startFixture(runs, 'endless', { train: 'Second' });
  await whenRun(runs, second.id, ({ state }) => state.step > 0);
  let held = await followUntil(NOTHING, ({ run }) => run?.train === 'Second');
  follower.select(first.id);
  held = await followUntil(held, ({ run }) => run?.train === 'First');
  expect(held.buckets).toHaveLength(400);
  expect(held.runs.map(({ train }) => train)).toEqual(['Second', 'First']);
  startFixture(runs, 'endless', { train: 'Third' });
  await followUntil(held, ({ run }) => run?.train === 'Third');
});
