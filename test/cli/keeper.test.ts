import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchKeeper } from '../../runtime/cli/keeper-watch.ts';
import { forgetKeeper, KEPT_FOR_EVER, keeperOf, keptBy, writeKeeper } from '../../runtime/store/index.ts';
import { oscillator } from './programs.ts';
import { folderWith, parseEvents, startQham } from './qham.ts';

/** A number that no process has: above the largest that Linux gives. */
const NOBODY = { pid: 2 ** 22 + 1, start: null, stop: false };

describe('the watch of a keeper', () => {
  const folder = folderWith();
  let asked: number;
  let stop: { ask(): void; orphaned: boolean };
  beforeEach(() => {
    vi.useFakeTimers();
    asked = 0;
    stop = { ask: () => asked++, orphaned: false };
    forgetKeeper(folder);
  });
  afterEach(() => void vi.useRealTimers());

  it('waits for a keeper as long as it was told to, and not before the parent has gone', () => {
    const unwatch = watchKeeper(folder, stop, 20);
    vi.advanceTimersByTime(60_000);
    expect(asked).toBe(0);
    stop.orphaned = true;
    vi.advanceTimersByTime(20_000);
    expect(asked).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(asked).toBeGreaterThan(0);
    unwatch();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on while the keeper lives, and waits again when that has gone', () => {
    stop.orphaned = true;
    watchKeeper(folder, stop, 20);
    writeKeeper(folder, keptBy(process.pid));
    vi.advanceTimersByTime(100_000);
    expect(asked).toBe(0);
    writeKeeper(folder, NOBODY);
    vi.advanceTimersByTime(19_000);
    expect(asked).toBe(0);
    vi.advanceTimersByTime(2000);
    expect(asked).toBeGreaterThan(0);
  });

  it('goes on to the end for who asked for that', () => {
    stop.orphaned = true;
    writeKeeper(folder, KEPT_FOR_EVER);
    watchKeeper(folder, stop, 20);
    vi.advanceTimersByTime(1e7);
    expect(asked).toBe(0);
  });

  it('stops at once when that is asked for, whoever keeps it', () => {
    watchKeeper(folder, stop, 20);
    writeKeeper(folder, { ...keptBy(process.pid), stop: true });
    vi.advanceTimersByTime(1000);
    expect(asked).toBeGreaterThan(0);
  });
});

describe('a run that lingers', () => {
  const folder = folderWith({ 'endless.qham': oscillator({ steps: 1_000_000 }) });
  const start = (out: string) =>
    startQham(['run', 'endless.qham', '--events', '--out', out, '--parent-pipe', '--linger', '1'], { cwd: folder });
  const onlyRun = (out: string) => join(folder, out, readdirSync(join(folder, out))[0]!);

  it('keeps a checkpoint and ends when nobody comes', async () => {
    const running = start('alone');
    await running.event('step', ({ step }) => step === 2);
    running.child.stdin.end();
    expect((await running.finished).code).toBe(130);
    expect(existsSync(join(onlyRun('alone'), 'checkpoint.safetensors'))).toBe(true);
  });

  it('goes on under a keeper though nobody reads it any more, and ends after the keeper', async () => {
    const running = start('kept');
    await running.event('step', ({ step }) => step === 2);
    const run = onlyRun('kept');
    const keeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    writeKeeper(run, keptBy(keeper.pid!));
    expect(keeperOf(run)?.pid).toBe(keeper.pid);
    running.child.stdin.end();
    running.child.stdout.destroy();
    const events = join(run, 'events.jsonl');
    const size = statSync(events).size;
    await expect.poll(() => statSync(events).size, { timeout: 60_000 }).toBeGreaterThan(size + 10_000);
    keeper.kill('SIGKILL');
    expect((await running.finished).code).toBe(130);
    expect(parseEvents(readFileSync(events, 'utf8')).at(-1)?.type).toBe('interrupted');
  });
});
