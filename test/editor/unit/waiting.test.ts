import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { claimWaiting, queueOf, releaseWaiting, removeWaiting, writeWaiting } from '../../../extension/runs/waiting.ts';

let queue: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'qham-queue-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  queue = queueOf(join(folder, '.qham/runs'));
});

const ground = { file: '/w/oscillator.qham', train: 'Ground', folder: null };
/** No process has this id: it lies above the highest there can be. */
const GONE = { pid: 2 ** 22 + 1, start: null, stop: false };
const leave = (name: string, train: string, owner: object | null, released: number | null = null) => {
  mkdirSync(queue, { recursive: true });
  writeFileSync(join(queue, name), JSON.stringify({ ...ground, train, owner, released }));
};

test('a queue that there is not has nothing in it', () => {
  expect(claimWaiting(queue)).toEqual({ taken: [], others: false });
});

test('what waits in this process is its own, until it lets go', () => {
  const path = writeWaiting(queue, ground);
  expect(claimWaiting(queue)).toEqual({ taken: [], others: false });
  releaseWaiting(path, 1234);
  const { taken } = claimWaiting(queue);
  expect(taken.map(({ waiting }) => waiting)).toEqual([{ ...ground, owner: null, released: 1234 }]);
  expect(claimWaiting(queue).taken).toEqual([]);
  removeWaiting(taken[0]!.path);
  expect(readdirSync(queue)).toEqual([]);
});

test('what a process that has gone left behind is taken, the longest waiting first; what others wait for is theirs', () => {
  leave('1002-7-000001.json', 'Second', GONE);
  leave('1001-7-000002.json', 'First', GONE);
  leave('1003-1-000001.json', 'Other', { pid: process.ppid, start: null, stop: false });
  const { taken, others } = claimWaiting(queue);
  expect(taken.map(({ waiting }) => waiting.train)).toEqual(['First', 'Second']);
  expect(others).toBe(true);
});

test('a file that is not of the queue stays as it is', () => {
  leave('1001-7-000001.json', 'Ground', GONE);
  writeFileSync(join(queue, 'note.json'), 'half of');
  expect(claimWaiting(queue).taken).toHaveLength(1);
  expect(readdirSync(queue)).toContain('note.json');
});
