import { expect, test } from 'vitest';
import { Runs } from '../../../extension/training/runs.ts';
import { startFixture, whenOver } from '../fixtures/start.ts';

test('how a run stands is told when it changes, not at each of its steps', async () => {
  const runs = new Runs();
  const standings: string[] = [];
  let changes = 0;
  runs.onStanding(({ state }) => standings.push(state.status));
  runs.onChange(() => {
    changes += 1;
  });
  const { id } = startFixture(runs, 'trains', { environment: { STEPS: '400' } });
  const { state } = await whenOver(runs, id);
  expect(state.step).toBe(400);
  expect(changes).toBeGreaterThan(400);
  // The folder is known from the first event on, which is also the first word of the training.
  expect(standings).toEqual(['queued', 'starting', 'training', 'evaluating', 'finished']);
  runs.forget(id);
  expect(standings).toHaveLength(6);
});
