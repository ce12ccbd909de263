/** Runs the built `qham` as users do: as a process of its own. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { parseEvent, type RunEvent } from '../../runtime/events.ts';

/** What `node` starts. */
export const LAUNCHER = fileURLToPath(new URL('../../runtime/bin/qham.mjs', import.meta.url));
if (!existsSync(new URL('../../runtime/dist/qham.mjs', import.meta.url)))
  throw new Error('these tests start the built command: run `npm run build` first');

export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A `qham` under way. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly finished: Promise<Finished>;
  /** Waits for an event on stdout (`--events`). @throws Error with everything printed when the process ends before */
  event<T extends RunEvent['type']>(
    type: T,
    is?: (event: Extract<RunEvent, { type: T }>) => boolean,
  ): Promise<RunEvent>;
}

/** Starts `qham`. Colours are off whatever the terminal of the tests is. */
export function startQham(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Running {
  const { FORCE_COLOR: _, NO_COLOR: __, ...environment } = process.env;
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd ?? process.cwd(),
    env: { ...environment, ...options.env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const events: RunEvent[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = parseEvent(line);
    if ('error' in event) return;
    events.push(event);
    for (const listener of listeners) listener();
  });
  return {
    child,
    finished,
    event: (type, is = () => true) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = events.find((event) => event.type === type && is(event as never));
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        finished.then(
          (end) => reject(new Error(`no such ${type} event before the end: ${JSON.stringify(end)}`)),
          reject,
        );
      }),
  };
}

/** Runs any program to its end. */
export function execute(program: string, args: readonly string[], cwd: string): Promise<Omit<Finished, 'signal'>> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd }, (error, stdout, stderr) =>
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : null) : 0, stdout, stderr }),
    );
  });
}

/** Runs `qham` to its end with nothing on stdin. */
export function qham(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  const running = startQham(args, options);
  running.child.stdin.end();
  return running.finished;
}

/** A fresh folder that is gone after the tests of this file, with these files in it. */
export function folderWith(files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'qham-cli-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Events of a run as its folder keeps them. */
export function parseEvents(text: string): RunEvent[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const event = parseEvent(line);
      if ('error' in event) throw new Error(event.error);
      return event;
    });
}
