import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { listenForStop } from '../../runtime/cli/stop-signals.ts';

class FakeProcess extends EventEmitter {
  readonly stdin = new PassThrough();
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

function listen(parentPipe: boolean) {
  const process = new FakeProcess();
  const clock = { now: 1000 };
  let stops = 0;
  const dispose = listenForStop(
    process as never,
    parentPipe,
    () => stops++,
    null,
    () => clock.now,
  );
  return { process, clock, dispose, stops: () => stops };
}

describe('stop signals', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s asks once to stop', (signal) => {
    const { process, stops } = listen(false);
    process.emit(signal);
    expect(stops()).toBe(1);
    expect(process.exits).toEqual([]);
  });

  it('takes a signal that npx passes on right away for the same one, and a later one for an order', () => {
    const { process, clock, stops } = listen(false);
    process.emit('SIGINT');
    clock.now += 20;
    process.emit('SIGINT');
    expect(process.exits).toEqual([]);
    clock.now += 1000;
    process.emit('SIGINT');
    expect(process.exits).toEqual([130]);
    expect(stops()).toBe(1);
  });

  it('stops when the parent is gone, only with --parent-pipe', async () => {
    const { process, stops } = listen(true);
    const ended = new Promise((resolve) => process.stdin.on('end', resolve));
    process.stdin.end();
    await ended;
    expect(stops()).toBe(1);
    const other = listen(false);
    other.process.stdin.resume();
    const otherEnded = new Promise((resolve) => other.process.stdin.on('end', resolve));
    other.process.stdin.end();
    await otherEnded;
    expect(other.stops()).toBe(0);
  });

  it('lets the process end, and still takes a repeated signal for the same one', () => {
    const { process, dispose, stops } = listen(true);
    process.emit('SIGINT');
    dispose();
    expect(process.stdin.destroyed).toBe(true);
    process.emit('SIGINT');
    expect({ stops: stops(), exits: process.exits }).toEqual({ stops: 1, exits: [] });
  });
});
