/** Energies of fermions in a trap, from a random start with the example's own schedule. */
import { formatUncertain } from '../../runtime/estimator/format.ts';
import { fermionLevel } from './fermion-levels.ts';
import { fillTable, type Key, loadDuring, type Row } from './kept-rows.ts';
import { median, ROOT, watchRun } from './qham.ts';

const SEEDS = [1, 2, 3, 4, 5];

interface Measured {
  energy: number;
  error: number;
  variance: number;
  verdict: string;
  training: number;
  evaluation: number;
  /** From process start to process end. */
  seconds: number;
  /** Processor time of all threads together. */
  processor: number;
}

const keys: Key[] = [
  ...SEEDS.map((seed) => ({ A: 4, V0: 10, seed })),
  ...[2, 3, 4, 5, 6].flatMap((A) => [-10, 0, 10, 20].map((V0) => ({ A, V0, seed: 1 }))),
  { A: 10, V0: 0, seed: 1 },
].filter((key, i, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(key)) === i);

async function measure({ A, V0, seed }: Key): Promise<Measured> {
  const { events, seconds, processor } = await watchRun(`${ROOT}/examples/fermions.qham`, 'Ground', [
    ...['--set', `A=${A}`, '--set', `V0=${V0}`, '--seed', `${seed}`],
  ]);
  const result = events.map(({ event }) => event).find((event) => event.type === 'result');
  if (!result) throw new Error(`A = ${A}, V0 = ${V0}, seed ${seed}: no result`);
  return {
    energy: result.energies[0]!,
    error: result.errors[0] ?? Number.NaN,
    variance: result.variance[0]!,
    verdict: result.verdict?.state ?? '',
    training: result.training_seconds,
    evaluation: result.evaluation_seconds,
    seconds,
    processor,
  };
}

/** @param asked which of the missing rows to measure: see `fillTable` */
export async function fermions(asked = ''): Promise<void> {
  const rows = await fillTable({ name: 'fermions', keys, measure }, asked);
  if (rows.length === 0) return;
  console.log(`## Fermions in a trap (${loadDuring(rows)})\n`);
  console.log(
    '| A | V0 | seed | exact | energy | from exact | relative | variance | verdict | whole command, s | processor, s |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|---|');
  for (const row of rows) console.log(`| ${cells(row).join(' | ')} |`);
  const seeds = rows.filter(({ A, V0 }) => A === 4 && V0 === 10);
  const [errors, times] = [
    seeds.map(({ energy }) => energy - fermionLevel(4, 10)!),
    seeds.map(({ seconds }) => seconds),
  ];
  console.log(
    `\nA = 4, V0 = 10, median of ${seeds.length} seeds: ${median(errors).toFixed(5)} above exact, ${median(times).toFixed(1)} s\n`,
  );
}

function cells({
  A,
  V0,
  seed,
  energy,
  error,
  variance,
  verdict,
  seconds,
  processor,
}: Row<Measured>): (string | number)[] {
  const exact = fermionLevel(Number(A), Number(V0));
  const above = exact === null ? null : energy - exact;
  return [
    A,
    V0,
    seed,
    exact ?? 'not known',
    formatUncertain(energy, error),
    above === null ? '' : above.toFixed(5),
    above === null ? '' : (above / exact!).toExponential(1),
    variance.toPrecision(2),
    verdict,
    seconds.toFixed(1),
    processor.toFixed(1),
  ] as (string | number)[];
}
