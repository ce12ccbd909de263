/** The PyTorch peer, in a virtual environment that is set up on first use. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './qham.ts';

const TORCH = '2.15.0';
const ENVIRONMENT = process.env.QHAM_BENCH_PYTHON ?? join(ROOT, '.cache/bench-python');

export interface PeerStep {
  step: number;
  seconds: number;
  R: number;
  A: number;
  B: number;
  E: number;
  energies: number[];
  peak_rss_bytes?: number;
}

function python(): string {
  const executable = join(ENVIRONMENT, 'bin/python');
  if (existsSync(executable)) return executable;
  const run = (command: string, args: string[]) => {
    const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0)
      throw new Error(`${command} ${args.join(' ')} failed: the PyTorch peer needs Python 3 with venv and pip`);
  };
  run('python3', ['-m', 'venv', ENVIRONMENT]);
  // PyTorch's package for Linux brings CUDA's libraries along and does not start without them, even on a CPU.
  run(executable, ['-m', 'pip', 'install', '--quiet', `torch==${TORCH}`, 'numpy']);
  return executable;
}

/** The published listing's algorithm in PyTorch, one object a step. */
export async function runListing(options: readonly string[]): Promise<{ version: string; steps: PeerStep[] }> {
  const child = spawn(python(), [join(import.meta.dirname, 'peers/multistate_listing.py'), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const steps: PeerStep[] = [];
  for await (const line of createInterface({ input: child.stdout })) steps.push(JSON.parse(line) as PeerStep);
  if (child.exitCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`the PyTorch peer ended with exit code ${child.exitCode}`);
  return { version: `PyTorch ${TORCH}`, steps };
}
