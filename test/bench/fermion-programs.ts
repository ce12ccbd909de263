/**
 * Three programs that train the example's four fermions by the same algorithm with the same settings: ours, and a PyTorch and a
 * JAX program. Before anything of a peer is timed, it must find the numbers that ours finds.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checked, expectedAt, fermionExperiment, fermionSetup } from './fermion-setup.ts';
import { runPeer } from './python.ts';
import { ROOT, watchRun } from './qham.ts';

export type Precision = 'float64' | 'float32';
export type ProgramName = 'qham' | 'PyTorch' | 'JAX';

const PEERS = {
  PyTorch: { file: 'fermions_pytorch.py', package: 'torch' },
  JAX: { file: 'fermions_jax.py', package: 'jax' },
} as const;

/** What a training showed, step by step. */
export interface Iterations {
  /** Seconds of each step, and the energy of its walkers. */
  seconds: number[];
  energies: number[];
  /** From the start of the process to the first step, and how much of that was compilation of the step; null where nothing is. */
  before: number;
  compilation: number | null;
  /** From the start of the process to its end. */
  whole: number;
  peakBytes: number;
  /** Of the evaluation, with its standard error; null where there is none. */
  evaluated: { energy: number; error: number } | null;
}

type PeerLine = Partial<{
  step: number;
  seconds: number;
  energy: number;
  compile_seconds: number;
  peak_rss_bytes: number;
}>;

/** @param gram precision of a peer's Gram matrix; ours is float64 */
export function trainWith(name: ProgramName, gram: Precision, seed: number, steps: number): Promise<Iterations> {
  return name === 'qham' ? ours(seed, steps) : theirs(name, gram, seed, steps);
}

/** Steps that the example has. */
export async function stepsOfExample(): Promise<number> {
  const { schedule } = await fermionExperiment();
  return schedule.phases.reduce((sum, phase) => sum + phase.steps, 0);
}

/** @throws Error where a peer computes something else than ours */
export async function assertAgrees(name: keyof typeof PEERS): Promise<void> {
  const experiment = await fermionExperiment();
  const expected = await expectedAt(experiment);
  const found = await withSetup(fermionSetup(experiment, 1), async (setup) => {
    const [line] = await runPeer<Checked>(PEERS[name].file, [PEERS[name].package], [setup, '--check']);
    return line!.said;
  });
  const tolerances = { log: 1e-9, sign: 0, energy: 1e-8, phi: 1e-5 } as const;
  for (const [key, tolerance] of Object.entries(tolerances) as [keyof Checked, number][]) {
    const scale = Math.max(1e-300, ...expected[key].map(Math.abs));
    const error = Math.max(...expected[key].map((value, i) => Math.abs(value - found[key][i]!))) / scale;
    if (found[key].length !== expected[key].length || !(error <= tolerance))
      throw new Error(`${name} finds another ${key}: relative error ${error}`);
  }
}

async function ours(seed: number, steps: number): Promise<Iterations> {
  const options = ['--seed', String(seed), '--steps', String(steps)];
  const { events, peakBytes, seconds: whole } = await watchRun(`${ROOT}/examples/fermions.qham`, 'Ground', options);
  const said = events.flatMap(({ event, seconds }) => (event.type === 'step' ? [{ event, seconds }] : []));
  const seconds = said.map(({ event }, i) => event.time - (said[i - 1]?.event.time ?? 0));
  const result = events.map(({ event }) => event).find((event) => event.type === 'result');
  if (!result) throw new Error(`seed ${seed}: no result`);
  return {
    seconds,
    energies: said.map(({ event }) => event.energies[0]!),
    before: said[0]!.seconds - seconds[0]!,
    compilation: null,
    whole,
    peakBytes,
    evaluated: { energy: result.energies[0]!, error: result.errors[0] ?? Number.NaN },
  };
}

async function theirs(name: keyof typeof PEERS, gram: Precision, seed: number, steps: number): Promise<Iterations> {
  const { file, package: needed } = PEERS[name];
  const setup = fermionSetup({ ...(await fermionExperiment()), seed }, steps);
  const lines = await withSetup(setup, (path) =>
    runPeer<PeerLine>(file, [needed], [path, '--steps', String(steps), '--gram', gram]),
  );
  const done = lines.filter(({ said }) => said.step !== undefined);
  const seconds = done.map(({ said }) => said.seconds!);
  return {
    seconds,
    energies: done.map(({ said }) => said.energy!),
    before: done[0]!.at - seconds[0]!,
    compilation: lines.find(({ said }) => said.compile_seconds !== undefined)?.said.compile_seconds ?? null,
    whole: lines.at(-1)!.at,
    peakBytes: lines.at(-1)!.said.peak_rss_bytes!,
    evaluated: null,
  };
}

/** Writes what a peer is handed to a file of its own while it is needed. */
async function withSetup<T>(setup: object, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'qham-fermion-step-'));
  try {
    const path = join(folder, 'setup.json');
    writeFileSync(path, JSON.stringify(setup));
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
