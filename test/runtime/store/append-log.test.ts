import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { AppendLog } from '../../../runtime/store/append-log.ts';
import { SmallDisk } from './faulty-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';

const read = (path: string) => readFileSync(path, 'utf8');

test('lines wait in memory until they are flushed, and closing flushes', () => {
  const path = join(temporaryFolder(), 'log');
  const log = new AppendLog(path);
  expect(log.empty).toBe(true);
  log.add('a');
  log.add('ψ');
  log.flushWhenDue();
  expect(log.empty).toBe(false);
  expect(read(path)).toBe('');
  log.flush();
  expect(read(path)).toBe('a\nψ\n');
  log.add('c');
  log.close();
  expect(read(path)).toBe('a\nψ\nc\n');
});

test('much text is written at once, without being asked', () => {
  const path = join(temporaryFolder(), 'log');
  const log = new AppendLog(path);
  let lines = 0;
  while (read(path) === '') {
    log.add('x'.repeat(999));
    log.flushWhenDue();
    lines++;
    if (lines > 1000) expect.fail('a megabyte was held back');
  }
  expect(lines).toBeGreaterThan(10);
  expect(read(path)).toBe(`${'x'.repeat(999)}\n`.repeat(lines));
  log.close();
});

test('an old line is written with the next one', () => {
  const path = join(temporaryFolder(), 'log');
  const now = vi.spyOn(performance, 'now').mockReturnValue(5000);
  try {
    const log = new AppendLog(path);
    log.add('a');
    now.mockReturnValue(5999);
    log.add('b');
    log.flushWhenDue();
    expect(read(path)).toBe('');
    now.mockReturnValue(6000);
    log.add('c');
    log.flushWhenDue();
    expect(read(path)).toBe('a\nb\nc\n');
    log.close();
  } finally {
    now.mockRestore();
  }
});

test('goes on at the end of what is there, on a line of its own', () => {
  const path = join(temporaryFolder(), 'log');
  writeFileSync(path, 'whole\nto');
  const log = new AppendLog(path);
  log.add('next');
  log.close();
  expect(read(path)).toBe('whole\nto\nnext\n');
});

test('a full disk loses no line and leaves no part of one', () => {
  const path = join(temporaryFolder(), 'log');
  const disk = new SmallDisk(12);
  const log = new AppendLog(path, disk);
  log.add('first');
  log.flush();
  log.add('second');
  log.add('third');
  expect(() => log.flush()).toThrow(/ENOSPC/);
  expect(read(path)).toBe('first\n');
  log.add('fourth');
  expect(() => log.flush()).toThrow(/ENOSPC/);
  disk.free = 1000;
  log.flush();
  expect(read(path)).toBe('first\nsecond\nthird\nfourth\n');
  log.close();
});

test('a write that failed is repeated in place, also where the tail could not be cut', () => {
  const path = join(temporaryFolder(), 'log');
  const disk = new SmallDisk(9);
  disk.truncate = () => {
    throw new Error('no');
  };
  const log = new AppendLog(path, disk);
  log.add('first');
  log.flush();
  log.add('second');
  expect(() => log.flush()).toThrow(/ENOSPC/);
  expect(read(path)).toBe('first\nsec');
  disk.free = 100;
  log.close();
  expect(read(path)).toBe('first\nsecond\n');
});
