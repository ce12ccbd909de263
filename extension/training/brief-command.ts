/** Commands that are over soon, unlike a training. */
import { execFile } from 'node:child_process';
import type { Command } from './process.ts';

/**
 * What a command prints, once it has ended well.
 * @param signal ends it
 * @throws Error with the last thing it said on stderr, without qham's `error: `, where it ended otherwise or could not start
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
      else reject(new Error(stderr.trim().replace(/^error: /, '') || error.message));
    });
  });
}
