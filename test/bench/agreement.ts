/** The loss terms of qham and of the PyTorch listing after the same number of steps, over several seeds. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runListing } from './pytorch.ts';
import { ROOT, watchRun } from './qham.ts';

const STEPS = 200;
const SEEDS = [1, 2, 3, 4, 5];
const WALKERS = 2048;
const TERMS = ['R', 'A', 'B', 'E'] as const;

export async function agreement(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qham-agreement-'));
  const program = readFileSync(join(ROOT, 'examples/oscillator.qham'), 'utf8');
  // The listing minimises the square of the sum, with fewer walkers so that five seeds end in minutes.
  const squared = program
    .replace(/objective\s*=\s*(residual[^\n;]*)/, 'objective = squared($1)')
    .replaceAll(/walkers\s*=\s*8192/g, `walkers = ${WALKERS}`);
  const file = join(folder, 'squared.qham');
  writeFileSync(file, squared);
  const ours: Record<string, number | null>[] = [];
  const theirs: Record<string, number>[] = [];
  for (const seed of SEEDS) {
    const { events } = await watchRun(file, 'Spectrum3D', ['--steps', String(STEPS), '--seed', String(seed)]);
    ours.push(events.map(({ event }) => event).findLast((event) => event.type === 'step')!.terms);
    const peer = await runListing(['--steps', String(STEPS), '--seed', String(seed), '--walkers', String(WALKERS)]);
    const { R, A, B, E } = peer.steps.at(-1)!;
    theirs.push({ R, A, B, E });
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(
    `## Loss terms after ${STEPS} steps of the listing's algorithm, ${WALKERS} walkers, seeds ${SEEDS.join(', ')}\n`,
  );
  console.log('| term | qham: mean (least … greatest) | PyTorch listing: mean (least … greatest) |');
  console.log('|---|---|---|');
  for (const term of TERMS) {
    const show = (rows: Record<string, number | null>[]) => {
      const values = rows.map((row) => row[term]!);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return `${mean.toPrecision(4)} (${Math.min(...values).toPrecision(4)} … ${Math.max(...values).toPrecision(4)})`;
    };
    console.log(`| ${term} | ${show(ours)} | ${show(theirs)} |`);
  }
  console.log();
}
