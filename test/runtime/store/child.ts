import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Child {
  process: ChildProcessByStdio<Writable, Readable, null>;
  /** The next line it says; null when it has ended. */
  line(): Promise<string | null>;
  /** Waits for its end. */
  ended: Promise<unknown>;
}

/** Runs one of the programs beside this file. It does not outlive the test. */
export function startChild(program: string, ...args: string[]): Child {
  const file = join(dirname(fileURLToPath(import.meta.url)), program);
  const child = spawn(process.execPath, ['--no-warnings', file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { process: child, line: async () => (await lines.next()).value ?? null, ended };
}
