/** Commands that are over soon, unlike a training. */
import { execFile } from 'node:child_process';
import { parseLine } from 'qham/events';
import { SaidError } from 'qham/said';
import type { Command } from './process.ts';

/**
 * What a command prints, once it has ended well.
 * @param signal ends it
 * @throws Error where it ended otherwise or could not start: with the fault that it ended with (`--events`), else with the last
 *   thing it said on stderr, without qham's `error: `
 */
export function outputOf(
  {
    executable,
    arguments: args,
    directory,
    environment,
  }: Pick<Command, 'executable' | 'arguments' | 'directory' | 'environment'>,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(executable, args, { cwd: directory, env: environment, signal }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(faultIn(stdout) ?? new Error(stderr.trim().replace(/^error: /, '') || error.message));
    });
  });
}

function faultIn(stdout: string): SaidError | null {
  const last = parseLine(stdout.trimEnd().split('\n').at(-1)!);
  return 'type' in last && last.type === 'fault' ? new SaidError(last.said) : null;
}
