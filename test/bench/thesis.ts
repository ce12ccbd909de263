/**
 * What speeds the training of four fermions up, technique by technique, with the published network, rate and walkers: the
 * first epochs of each, and whole runs for whom has hours. `theirs` are the published numbers (A. Azzam, Universitat de
 * Barcelona 2023, figures 2 to 13), each at the end of its run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatUncertain } from '../../runtime/estimator/format.ts';
import { fermionLevel } from './fermion-levels.ts';
import { fillTable, type Key, loadDuring } from './kept-rows.ts';
import { median, ROOT, watchRun } from './qham.ts';

interface Technique {
  /** Walkers are used again: eq. 16-20. */
  reweight?: boolean;
  /** The rule of appendix A, one test every 1001 epochs. */
  stop?: boolean;
  /** A train to start from, and whether its features stay as they are. */
  start?: 'Weak' | 'Pair';
  freeze?: boolean;
  /** Published epochs and energy. */
  theirs: string;
}

const TECHNIQUES: Readonly<Record<string, Technique>> = {
  none: { theirs: '100,000: 10.892(5)' },
  'early stopping': { stop: true, theirs: '23,022: 10.89(2)' },
  'interaction transfer': { stop: true, start: 'Weak', theirs: '8,007: 10.892(4)' },
  'frozen particle transfer': { stop: true, start: 'Pair', freeze: true, theirs: 'not stopped: 10.9(6)' },
  'particle transfer': { stop: true, start: 'Pair', theirs: '' },
  're-weighting': { stop: true, reweight: true, theirs: '15,014: 10.89(1)' },
  're-weighting and interaction transfer': { stop: true, reweight: true, start: 'Weak', theirs: '92,091: 10.892(3)' },
  're-weighting and frozen particle transfer': {
    ...{ stop: true, reweight: true, start: 'Pair', freeze: true },
    theirs: 'not stopped: 10.928(7), with 8000 walkers and 60 sweeps',
  },
};

/** Epochs of the short runs, and the most that the published ones had. */
const [FIRST, ALL] = [3000, 100_000];
const keys: Key[] = [FIRST, ALL].flatMap((epochs) =>
  Object.keys(TECHNIQUES).map((technique) => ({ technique, epochs })),
);

interface Measured {
  /** Epochs that were trained. */
  trained: number;
  /** Whether the stopping rule ended them. */
  stopped: boolean;
  /** Of the evaluation. */
  energy: number;
  error: number;
  /** Of the last hundred epochs. */
  last: number;
  training: number;
  /** Median milliseconds of an epoch, and of its part for sampling. */
  epoch: number;
  sampling: number;
}

/** The published network and schedule; the weaker coupling and the pair are trained by natural gradients beforehand. */
function program({ reweight, stop, start, freeze }: Technique, epochs: number): string {
  const body = [start && `start from ${start}`, freeze && 'freeze B'].filter(Boolean).join('; ');
  return `units oscillator

hamiltonian Trap(A = 4, V0 = 10, sigma = 0.5) {
  particles x: A fermions in R^1
  H = sum(i)   (-1/2 * ∇²[i] + 1/2 * x[i]^2)
    + sum(i<j) V0 / (sqrt(2*π) * sigma) * exp(-(x[i] - x[j])^2 / (2*sigma^2))
}

ansatz Published {
  B   = equivariant { layers = 2; hidden = 64; activation = tanh; init = fan_in }
  Phi = orbitals(B) * gaussian_envelope(x)
  psi = det(Phi)
}

schedule Natural {
  sampler metropolis { walkers = 512; sweeps = 10; proposal = gaussian(0.5); acceptance = 50%; start = cloud(1) }
  phase main {
    optimizer spring {
      learning_rate = 0.2; damping = 1e-4 + 0.1 * exp(-step/30); norm_constraint = 1e-2 / (1 + (step/150)^2)
    }
    steps = 600
  }
  evaluate { walkers = 4096; samples = 20; sweeps = 10 }
}

schedule Plan {
  sampler metropolis {
    walkers = 4096; sweeps = 10; proposal = gaussian(1); acceptance = 50%; start = cloud(1)
    ${reweight ? 'reweight { most = 100; least = 1; s = 1e-2 }' : ''}
  }
  phase main {
    optimizer adam { learning_rate = 1e-4 }
    steps = ${epochs}
    ${stop ? STOP : ''}
  }
  evaluate { walkers = 4096; samples = 100; sweeps = 10 }
}

train Weak = Trap(V0 = 5) with Published using Natural
train Pair = Trap(A = 2, V0 = 5) with Published using Natural
train Run = Trap with Published using Plan${body ? ` { ${body} }` : ''}
`;
}

const STOP = `stop when converged {
      window = 1000; slope = 3e-7; slope_change = 3e-6; drift = 1e-3; variance = 3e-3; spread = 3e-3
      hits = 4; misses = 2; arithmetic = published
    }`;

async function measure({ technique, epochs }: Key): Promise<Measured> {
  const folder = join(ROOT, '.cache/bench/thesis');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'thesis.qham');
  writeFileSync(file, program(TECHNIQUES[String(technique)]!, Number(epochs)));
  const watched = await watchRun(file, 'Run', ['--out', join(folder, 'runs')]);
  const all = watched.events.map(({ event }) => event);
  // What it starts from may have been trained before it.
  const events = all.slice(all.findLastIndex(({ type }) => type === 'start'));
  const steps = events.flatMap((event) => (event.type === 'step' ? [event] : []));
  const result = events.find((event) => event.type === 'result');
  const failure = events.find((event) => event.type === 'failure');
  if (!result) throw new Error(`${technique}: ${failure?.message ?? 'no result'}`);
  const latest = steps.slice(-100).map(({ energies }) => energies[0]!);
  const times = steps.map(({ seconds }) => seconds!);
  return {
    trained: steps.length,
    stopped: events.some(({ type }) => type === 'stopped'),
    energy: result.energies[0]!,
    error: result.errors[0] ?? Number.NaN,
    last: latest.reduce((sum, energy) => sum + energy, 0) / latest.length,
    training: result.training_seconds,
    epoch: 1000 * median(times.map((time) => Object.values(time).reduce((sum, t) => sum + t, 0))),
    sampling: (1000 * times.reduce((sum, time) => sum + time.sampling, 0)) / times.length,
  };
}

/** @param asked which of the missing rows to measure: see `fillTable` */
export async function thesis(asked = ''): Promise<void> {
  const rows = await fillTable({ name: 'thesis', keys, measure }, asked);
  if (rows.length === 0) return;
  console.log(`## Techniques, A = 4, V0 = 10, exact ${fermionLevel(4, 10)} (${loadDuring(rows)})\n`);
  console.log('| technique | epochs | energy | relative | s | ms an epoch | of it sampling | theirs, epochs: energy |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const row of rows) {
    const cells = [
      row.technique,
      `${row.trained}${row.stopped ? ', stopped' : ''}`,
      formatUncertain(row.energy, row.error),
      (row.energy / fermionLevel(4, 10)! - 1).toExponential(1),
      row.training.toFixed(0),
      row.epoch.toFixed(1),
      row.sampling.toFixed(1),
      TECHNIQUES[String(row.technique)]!.theirs,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log('');
}
