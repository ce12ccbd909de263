/** `qham` as a child process, as a user starts it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseEvent, type RunEvent } from '../../runtime/events.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const QHAM = join(ROOT, 'runtime/bin/qham.mjs');

/** Seconds between two looks at a process. */
const LOOK = 0.5;

export interface Watched {
  events: { event: RunEvent; seconds: number }[];
  seconds: number;
  /** Largest resident set, in bytes; 0 where the system does not say. */
  peakBytes: number;
  /** Processor time of all threads together up to the last event, in seconds; 0 where the system does not say. */
  processor: number;
  code: number | null;
}

/**
 * `qham run FILE TRAIN --events …`; seconds count from the start of the process. Runs are thrown away unless `options` say
 * where they go.
 */
export async function watchRun(file: string, train: string, options: readonly string[] = []): Promise<Watched> {
  const thrownAway = options.includes('--out') ? null : mkdtempSync(join(tmpdir(), 'qham-bench-'));
  const out = thrownAway ? ['--out', thrownAway] : [];
  const began = performance.now();
  const child = spawn(process.execPath, [QHAM, 'run', file, train, '--events', ...out, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: { line: string; seconds: number }[] = [];
  let peakBytes = 0;
  let processor = 0;
  let looked = Number.NEGATIVE_INFINITY;
  // As little as possible while it runs: whoever watches takes time from what is watched.
  for await (const line of createInterface({ input: child.stdout })) {
    const seconds = (performance.now() - began) / 1000;
    lines.push({ line, seconds });
    if (seconds - looked < LOOK && !/"type":"(result|evaluation)"/.test(line)) continue;
    looked = seconds;
    peakBytes = Math.max(peakBytes, residentPeak(child.pid!));
    processor = Math.max(processor, processorTime(child.pid!));
  }
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('exit', resolve);
  });
  if (thrownAway) rmSync(thrownAway, { recursive: true, force: true });
  const seconds = (performance.now() - began) / 1000;
  const events = lines.map(({ line, seconds }) => ({ event: eventOf(line), seconds }));
  return { events, seconds, peakBytes, processor, code };
}

/** @throws Error saying what is wrong with the line */
function eventOf(line: string): RunEvent {
  const event = parseEvent(line);
  if ('error' in event) throw new Error(event.error);
  return event;
}

function residentPeak(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Of user and system, in hundredths of a second in the 14th and 15th field; the name in the second may have blanks. */
function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** Middle of the sorted values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
