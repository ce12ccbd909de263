import { expect, test } from 'vitest';
import { costText, parseCosts } from '../../../extension/language/costs.ts';
import { evaluateLine } from '../../../extension/training/command-line.ts';
import { afterEvent, newRun } from '../../../extension/training/run-state.ts';
import { result } from '../../runtime/store/sample.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';

test.each([
  [{ seconds: 0.2, bytes: 152e6, parameters: 41 }, '≈ 1 s · 150 MB · 41 parameters'],
  [{ seconds: 41.4, bytes: 120e6, parameters: 18_304 }, '≈ 41 s · 120 MB · 18 k parameters'],
  [{ seconds: 1234, bytes: 2.34e9, parameters: 1_250_000 }, '≈ 21 min · 2.3 GB · 1.3 M parameters'],
  [{ seconds: 440, bytes: 1.2e8, parameters: 41, points: 11 }, '≈ 7.3 min · 120 MB · 41 parameters · 11 values'],
  [{ seconds: 50_000, bytes: 9.9e8, parameters: 9999 }, '≈ 14 h · 990 MB · 9999 parameters'],
])('a cost of %o is written with the digits that it has', (cost, text) => {
  expect(costText({ name: 'Ground', ...cost }, plainEnglish)).toBe(text);
});

test('an answer that is none is not taken for one', () => {
  expect(() => parseCosts([{ name: 'Ground', seconds: '1' }])).toThrow();
});

test('an evaluation is asked for like a training', () => {
  expect(evaluateLine('/a b/runs/Ground', 400, { device: 'auto', threads: 0, 'train.linger': 20 })).toEqual([
    'evaluate',
    '/a b/runs/Ground',
    '--samples',
    '400',
    '--events',
    '--parent-pipe',
    '--linger',
    '20',
  ]);
});

test('the latest result of a finished run counts; nothing else changes it any more', () => {
  const first = afterEvent(newRun('Ground'), result(9));
  const again = afterEvent(first, { ...result(9), energies: [1.4999], errors: [0.0001] });
  expect(again).toMatchObject({ status: 'finished', energies: [1.4999], errors: [0.0001] });
  expect(afterEvent(again, { type: 'interrupted', step: 9, time: 9 })).toBe(again);
});
