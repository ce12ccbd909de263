import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../../runtime/store/atomic-file.ts';
import { type Disk, SYSTEM_DISK } from '../../../runtime/store/disk.ts';
import { DyingDisk, osError, SmallDisk } from './faulty-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';

const OLD = 'old '.repeat(100);
const NEW = 'new content '.repeat(60);

test('a file is made and replaced, and nothing else is left', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'file');
  replaceFile(path, OLD);
  expect(readFileSync(path, 'utf8')).toBe(OLD);
  replaceFile(path, new TextEncoder().encode(NEW));
  expect(readFileSync(path, 'utf8')).toBe(NEW);
  replaceFile(path, '');
  expect(readFileSync(path, 'utf8')).toBe('');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('it is forced to the disk before it takes the name, and the name after that', () => {
  const calls: string[] = [];
  const noted = (name: keyof Disk) =>
    ((...args: never[]) => {
      calls.push(name);
      return (SYSTEM_DISK[name] as (...args: never[]) => unknown)(...args);
    }) as never;
  const disk = Object.fromEntries(Object.keys(SYSTEM_DISK).map((name) => [name, noted(name as keyof Disk)]));
  replaceFile(join(temporaryFolder(), 'file'), NEW, disk as unknown as Disk);
  expect(calls).toEqual(['open', 'write', 'sync', 'close', 'rename', 'open', 'sync', 'close']);
});

test('death at any call leaves the old content or the new one, and the next attempt succeeds', () => {
  let deaths = 0;
  const seen = new Set<string>();
  for (let calls = 0; ; calls++) {
    const path = join(temporaryFolder(), 'file');
    replaceFile(path, OLD);
    const disk = new DyingDisk(calls);
    try {
      replaceFile(path, NEW, disk);
    } catch {
      deaths++;
    }
    const content = readFileSync(path, 'utf8');
    expect([OLD, NEW]).toContain(content);
    seen.add(content);
    if (!disk.died) break;
    replaceFile(path, 'next');
    expect(readFileSync(path, 'utf8')).toBe('next');
  }
  expect(deaths).toBeGreaterThan(10);
  expect(seen.size).toBe(2);
});

test('a full disk leaves the old content and no rubbish', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'file');
  replaceFile(path, OLD);
  for (const free of [0, 1, 100, NEW.length - 1]) {
    expect(() => replaceFile(path, NEW, new SmallDisk(free))).toThrow(/ENOSPC/);
    expect(readFileSync(path, 'utf8')).toBe(OLD);
    expect(readdirSync(folder)).toEqual(['file']);
  }
  replaceFile(path, NEW, new SmallDisk(NEW.length));
  expect(readFileSync(path, 'utf8')).toBe(NEW);
});

describe('forcing the name to the disk', () => {
  const failingOnFolders = (code: string): Disk => {
    let folder = -1;
    return {
      ...SYSTEM_DISK,
      open(path, flags) {
        const file = SYSTEM_DISK.open(path, flags);
        if (flags === 'r') folder = file;
        return file;
      },
      sync(file) {
        if (file === folder) throw osError(code);
        SYSTEM_DISK.sync(file);
      },
    };
  };

  test('is left out where the system cannot do it', () => {
    const path = join(temporaryFolder(), 'file');
    replaceFile(path, NEW, failingOnFolders('EPERM'));
    expect(readFileSync(path, 'utf8')).toBe(NEW);
  });

  test('is reported where it fails', () => {
    expect(() => replaceFile(join(temporaryFolder(), 'file'), NEW, failingOnFolders('EIO'))).toThrow(/EIO/);
  });
});

test('what a killed process left half-written is overwritten', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file.new'), 'half'.repeat(1000));
  replaceFile(join(folder, 'file'), NEW);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe(NEW);
  expect(readdirSync(folder)).toEqual(['file']);
});

test('the error of the system comes through', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'file'));
  expect(() => replaceFile(join(folder, 'file'), NEW)).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(() => replaceFile(join(folder, 'nowhere', 'file'), NEW)).toThrow(/ENOENT/);
});
