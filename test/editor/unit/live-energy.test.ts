import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runsOfTrain } from '../../../extension/runs/of-train.ts';
import { RunList } from '../../../extension/runs/run-list.ts';
import { liveEnergy } from '../../../extension/training/live-energy.ts';
import { result } from '../../runtime/store/sample.ts';
import { makeRun, workspace } from '../fixtures/run-folders.ts';

const texts = { from: { exact: '{0}σ from exact', expected: '{0}σ from expected' } };
const exact = (value: number) => ({ value, kind: 'exact' as const });

test('an energy that trains has no error bar and no verdict', () => {
  expect(liveEnergy({ energies: [1.51234], errors: null, references: [exact(1.5)], expectations: [] }, texts)).toBe(
    'E = 1.5123',
  );
  expect(liveEnergy({ energies: [], errors: null, references: [], expectations: [] }, texts)).toBe('');
});

test('a measured one is compared with its level, the worst state counts; the sign is the verdict', () => {
  const verdict = (...given: ('pass' | 'fail' | 'undecided')[]) => given.map((of) => ({ verdict: of }));
  const references = [{ value: 10.8928, kind: 'expected' as const }];
  const one = { energies: [10.8921], errors: [0.0014], references, expectations: verdict('pass') };
  expect(liveEnergy(one, texts)).toBe('E = 10.8921(14)  ✓ 0.5σ from expected');
  const two = { energies: [1.5, 2.6], errors: [0.01, 0.02], references: [exact(1.5), exact(2.5)] };
  const text = 'E = 1.500(10), 2.60(2)  ';
  expect(liveEnergy({ ...two, expectations: verdict('pass', 'fail') }, texts)).toBe(`${text}✗ 5.0σ from exact`);
  expect(liveEnergy({ ...two, expectations: verdict('pass', 'undecided') }, texts)).toBe(`${text}? 5.0σ from exact`);
  expect(liveEnergy({ ...two, expectations: [] }, texts)).toBe(`${text}5.0σ from exact`);
  expect(liveEnergy({ ...one, references: [{ value: null, kind: 'expected' }] }, texts)).toBe('E = 10.8921(14)');
});

test('many states take no more than a line', () => {
  const energies = [1, 2, 3, 4, 5];
  expect(liveEnergy({ energies, errors: null, references: [], expectations: [] }, texts)).toBe(
    'E = 1.0000, 2.0000, 3.0000, …',
  );
});

test('the lenses of a train are about its own runs', async () => {
  const { folder, runs } = workspace();
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 31, 12, minute));
  const first = await makeRun(runs, { now: at(1), ending: result(3) });
  const second = await makeRun(runs, { now: at(2), ending: result(3) });
  await makeRun(runs, { now: at(3), train: 'Excited' });
  const stopped = await makeRun(runs, { now: at(4), ending: { type: 'interrupted', step: 3, time: 1 } });
  const list = new RunList(() => [runs]);
  await list.refresh();
  list.dispose();
  const found = runsOfTrain(list.all, [], join(folder, 'oscillator.qham'), 'Ground');
  expect(found.resumable?.key).toBe(stopped);
  expect(found.finished.map(({ key }) => key)).toEqual([second, first]);
  expect(found.going).toBeUndefined();
  expect(found.all[0]?.stored?.references).toEqual([{ value: null, kind: 'expected' }]);
  expect(runsOfTrain(list.all, [], join(folder, 'other.qham'), 'Ground').all).toEqual([]);
});
