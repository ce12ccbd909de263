/** What a training step of fermions costs, in time and memory: against particles, against walkers, and with frozen features. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillTable, type Key, loadDuring, type Row } from './kept-rows.ts';
import { median, ROOT, watchRun } from './qham.ts';

const STEPS = 12;
/** The first steps find the functions not compiled yet. */
const WARM = 4;

interface Measured {
  /** Milliseconds of a step: the fastest, and the median. */
  fastest: number;
  median: number;
  /** Of the fastest step, by section. */
  sections: Readonly<Record<string, number>>;
  /** Largest resident set of the whole run, megabytes. */
  peak: number;
}

const keys: Key[] = [
  ...[2, 4, 6, 8, 10, 12].map((A) => ({ optimizer: 'spring', A, walkers: 512, frozen: 'nothing' })),
  { optimizer: 'spring', A: 4, walkers: 512, frozen: 'B' },
  ...[256, 1024, 2048, 4096].map((walkers) => ({ optimizer: 'spring', A: 4, walkers, frozen: 'nothing' })),
  ...[1024, 4096, 16384].map((walkers) => ({ optimizer: 'adam', A: 4, walkers, frozen: 'nothing' })),
  { optimizer: 'adam', A: 4, walkers: 4096, frozen: 'B' },
];

/** The example with another optimizer and number of walkers; with the features B frozen only 264 of 8712 parameters are trained. */
function program(optimizer: string, walkers: number, frozen: boolean): string {
  const text = readFileSync(`${ROOT}/examples/fermions.qham`, 'utf8');
  const more = text
    .replace('walkers = 512', `walkers = ${walkers}`)
    .replace('walkers = 4096; samples', `walkers = ${walkers}; samples`)
    .replace(/(train Ground = [^{]*\{)/, frozen ? '$1\n  freeze B' : '$1');
  if (optimizer === 'spring') return more;
  return more.replace(/optimizer spring \{[^}]*\}/, 'optimizer adam { learning_rate = 1e-3 }');
}

async function measure({ optimizer, A, walkers, frozen }: Key): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'qham-bench-'));
  const file = join(folder, 'fermions.qham');
  writeFileSync(file, program(String(optimizer), Number(walkers), frozen === 'B'));
  try {
    const { events, peakBytes } = await watchRun(file, 'Ground', ['--set', `A=${A}`, '--steps', `${STEPS}`]);
    const steps = events.flatMap(({ event }) => (event.type === 'step' ? [event.seconds!] : [])).slice(WARM);
    const total = (step: Readonly<Record<string, number>>) => 1000 * Object.values(step).reduce((sum, t) => sum + t, 0);
    const [fastest] = [...steps].sort((a, b) => total(a) - total(b));
    if (!fastest) throw new Error(`A = ${A}, ${walkers} walkers: no steps`);
    return {
      fastest: total(fastest),
      median: median(steps.map(total)),
      sections: Object.fromEntries(Object.entries(fastest).map(([name, t]) => [name, 1000 * t])),
      peak: peakBytes / 1e6,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param asked which of the missing rows to measure: see `fillTable` */
export async function fermionCost(asked = ''): Promise<void> {
  const rows = await fillTable({ name: 'fermion-cost', keys, measure }, asked);
  if (rows.length === 0) return;
  const sections = Object.keys(rows[0]!.sections);
  console.log(`## What a step of fermions costs (${loadDuring(rows)})\n`);
  console.log(
    `| optimizer | A | walkers | frozen | fastest step, ms | median | ${sections.join(' | ')} | peak memory, MB |`,
  );
  console.log(`|${'---|'.repeat(7 + sections.length)}`);
  for (const { optimizer, A, walkers, frozen, ...row } of rows) {
    const parts = sections.map((name) => row.sections[name]!.toFixed(1));
    const times = [row.fastest.toFixed(1), row.median.toFixed(1), ...parts];
    const cells = [optimizer, A, walkers, frozen, ...times, row.peak.toFixed(0)];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const spring = rows.filter(({ optimizer, frozen }) => optimizer === 'spring' && frozen === 'nothing');
  print(
    'A',
    'particles',
    spring.filter(({ walkers }) => walkers === 512),
  );
  print(
    'walkers',
    'walkers',
    spring.filter(({ A }) => A === 4),
  );
  console.log('');
}

function print(name: 'A' | 'walkers', what: string, rows: readonly Row<Measured>[]): void {
  if (rows.length < 3) return;
  const power = slope(rows.map((row) => [Math.log(Number(row[name])), Math.log(row.fastest)]));
  console.log(`\nThe fastest step grows like the number of ${what} to the power ${power.toFixed(2)}.`);
}

/** Of the straight line with the least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
