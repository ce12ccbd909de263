/** The Python peers, in a virtual environment that is set up on first use. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './qham.ts';

/** Versions that were tried. */
export const PACKAGES = { torch: '2.15.0', jax: '0.10.2' } as const;
const ENVIRONMENT = process.env.QHAM_BENCH_PYTHON ?? join(ROOT, '.cache/bench-python');

/** The Python of the environment, with these packages in it. */
function python(packages: readonly (keyof typeof PACKAGES)[]): string {
  const executable = join(ENVIRONMENT, 'bin/python');
  const run = (command: string, args: string[]) => {
    const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: the peers need Python 3 with venv and pip`);
  };
  if (!existsSync(executable)) run('python3', ['-m', 'venv', ENVIRONMENT]);
  const installed = (name: string) => spawnSync(executable, ['-c', `import ${name}`]).status === 0;
  const missing = packages.filter((name) => !installed(name)).map((name) => `${name}==${PACKAGES[name]}`);
  // PyTorch's package for Linux brings CUDA's libraries along and does not start without them, even on a CPU.
  if (missing.length > 0) run(executable, ['-m', 'pip', 'install', '--quiet', ...missing, 'numpy']);
  return executable;
}

/** An object that a peer printed, and when: seconds from the start of its process. */
export interface Said<T> {
  said: T;
  at: number;
}

/** Runs a program of `peers/` and reads the objects that it prints, one a line. */
export async function runPeer<T>(
  program: string,
  packages: readonly (keyof typeof PACKAGES)[],
  options: readonly string[],
): Promise<Said<T>[]> {
  const executable = python(packages);
  const began = performance.now();
  const child = spawn(executable, [join(import.meta.dirname, 'peers', program), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Said<T>[] = [];
  for await (const line of createInterface({ input: child.stdout }))
    lines.push({ said: JSON.parse(line) as T, at: (performance.now() - began) / 1000 });
  if (child.exitCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${program} ended with exit code ${child.exitCode}`);
  return lines;
}
