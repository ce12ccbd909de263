/**
 * One iteration of SPRING for four fermions, beside PyTorch and JAX programs of the same algorithm with the same settings, and
 * how long each takes to the exact energy. Before anything is timed, all three must find the same numbers.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checked, expectedAt, fermionExperiment, fermionSetup } from './fermion-setup.ts';
import { PACKAGES, runPeer } from './python.ts';
import { median, ROOT, watchRun } from './qham.ts';

/** Exact diagonalisation of A = 4, V0 = 10, σ = 0.5. */
const EXACT = 10.89142;
const WITHIN = 0.005;
/** Steps of which the energy is averaged. */
const WINDOW = 50;
/** First steps that are not timed: caches and just-in-time compilers are cold. */
const COLD = 5;

interface Iterations {
  name: string;
  /** Seconds of each step, and the energy of its walkers. */
  seconds: number[];
  energies: number[];
  /** From the start of the process to the first step, and how much of that was compilation of the step; null where nothing is. */
  before: number;
  compilation: number | null;
  peakBytes: number;
}

type PeerLine = Partial<{
  step: number;
  seconds: number;
  energy: number;
  compile_seconds: number;
  peak_rss_bytes: number;
}>;

/** The two programs, each with the float64 Gram matrix that ours has, and with everything in float32. */
const PEERS = (['float64', 'float32'] as const).flatMap((gram) =>
  (
    [
      { name: `PyTorch ${PACKAGES.torch}`, program: 'fermions_pytorch.py', package: 'torch' },
      { name: `JAX ${PACKAGES.jax}`, program: 'fermions_jax.py', package: 'jax' },
    ] as const
  ).map((peer) => ({ ...peer, name: `${peer.name}, Gram ${gram}`, gram })),
);

/** `npm run bench fermion-step`: time of an iteration; `fermion-accuracy`: time to the exact energy, with all steps. */
export const fermionStep = () => compare(40);
export const fermionAccuracy = () => compare();

/** @param asked steps of each; without it as many as the example has */
async function compare(asked?: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qham-fermion-step-'));
  try {
    const experiment = await fermionExperiment();
    const steps = asked ?? experiment.schedule.phases.reduce((sum, phase) => sum + phase.steps, 0);
    const setup = join(folder, 'setup.json');
    writeFileSync(setup, JSON.stringify(fermionSetup(experiment, steps)));
    const expected = await expectedAt(experiment);
    for (const peer of PEERS.filter(({ gram }) => gram === 'float64')) {
      const [found] = await runPeer<Checked>(peer.program, [peer.package], [setup, '--check']);
      assertSame(peer.name, found!.said, expected);
    }
    const all = [await ours(steps)];
    for (const peer of PEERS) all.push(await theirs(peer, setup, steps));
    print(all, steps);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws Error where a peer computes something else */
function assertSame(name: string, found: Checked, expected: Checked): void {
  const tolerances = { log: 1e-9, sign: 0, energy: 1e-8, phi: 1e-5 } as const;
  for (const [key, tolerance] of Object.entries(tolerances) as [keyof Checked, number][]) {
    const scale = Math.max(1e-300, ...expected[key].map(Math.abs));
    const error = Math.max(...expected[key].map((value, i) => Math.abs(value - found[key][i]!))) / scale;
    if (found[key].length !== expected[key].length || !(error <= tolerance))
      throw new Error(`${name} finds another ${key}: relative error ${error}`);
  }
}

async function ours(steps: number): Promise<Iterations> {
  const { events, peakBytes } = await watchRun(`${ROOT}/examples/fermions.qham`, 'Ground', ['--steps', String(steps)]);
  const said = events.flatMap(({ event, seconds }) => (event.type === 'step' ? [{ event, seconds }] : []));
  const seconds = said.map(({ event }, i) => event.time - (said[i - 1]?.event.time ?? 0));
  return {
    name: 'qham',
    seconds,
    energies: said.map(({ event }) => event.energies[0]!),
    before: said[0]!.seconds - seconds[0]!,
    compilation: null,
    peakBytes,
  };
}

async function theirs(peer: (typeof PEERS)[number], setup: string, steps: number): Promise<Iterations> {
  const options = [setup, '--steps', String(steps), '--gram', peer.gram];
  const lines = await runPeer<PeerLine>(peer.program, [peer.package], options);
  const done = lines.filter(({ said }) => said.step !== undefined);
  const seconds = done.map(({ said }) => said.seconds!);
  return {
    name: peer.name,
    seconds,
    energies: done.map(({ said }) => said.energy!),
    before: done[0]!.at - seconds[0]!,
    compilation: lines.find(({ said }) => said.compile_seconds !== undefined)?.said.compile_seconds ?? null,
    peakBytes: lines.at(-1)!.said.peak_rss_bytes!,
  };
}

/** The first step from which the mean of the last steps stays within the tolerance; undefined where none does. */
function settledAt(energies: readonly number[]): number | undefined {
  const off = (step: number) => {
    const window = energies.slice(step - WINDOW, step);
    return Math.abs(window.reduce((sum, energy) => sum + energy, 0) / WINDOW - EXACT) > WITHIN;
  };
  let step = energies.length;
  while (step >= WINDOW && !off(step)) step--;
  return step === energies.length ? undefined : step + 1;
}

function print(all: readonly Iterations[], steps: number): void {
  console.log(`## An iteration for four fermions: 8712 parameters, 512 walkers, 10 moves, SPRING; ${steps} steps\n`);
  const columns = [
    ...['', 'ms an iteration (median)', 'fastest', 'ratio', 'peak memory, GB'],
    ...['before the first, s', 'of it compilation', `steps to within ${WITHIN}`, 's for them', 'whole, s'],
  ];
  console.log(`| ${columns.join(' | ')} |\n|${columns.map(() => '---|').join('')}`);
  const reference = median(all[0]!.seconds.slice(COLD));
  for (const { name, seconds, energies, before, compilation, peakBytes } of all) {
    const warm = seconds.slice(COLD);
    const settled = settledAt(energies);
    const until = settled === undefined ? undefined : seconds.slice(0, settled).reduce((sum, each) => sum + each, 0);
    const cells = [
      name,
      (1000 * median(warm)).toFixed(1),
      (1000 * Math.min(...warm)).toFixed(1),
      (median(warm) / reference).toFixed(2),
      (peakBytes / 1e9).toFixed(2),
      before.toFixed(1),
      compilation?.toFixed(1) ?? '–',
      settled ?? '–',
      until?.toFixed(1) ?? '–',
      until === undefined ? '–' : (until + before).toFixed(1),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log('');
}
