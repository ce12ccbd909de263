/** How long four fermions take to the exact energy, from the start of the process: ours for five seeds, and the peers. */
import { formatUncertain } from '../../runtime/estimator/format.ts';
import { fermionLevel } from './fermion-levels.ts';
import { assertAgrees, type Precision, type ProgramName, stepsOfExample, trainWith } from './fermion-programs.ts';
import { COLD, titleOf } from './fermion-step.ts';
import { fillTable, type Key, loadDuring, type Row } from './kept-rows.ts';
import { median } from './qham.ts';

/** Of the exact energy: the coarse aim of the training, and the fine one of the evaluation with its error bar. */
const [COARSE, FINE] = [0.005, 0.001];
const EXACT = fermionLevel(4, 10)!;
/** Steps of which the energy is averaged. */
const WINDOW = 50;

const row = (program: ProgramName, gram: Precision, seed: number) => ({ program, gram, seed });
const keys: Key[] = [
  ...[1, 2, 3, 4, 5].map((seed) => row('qham', 'float64', seed)),
  ...[1, 2, 3].flatMap((seed) => [row('PyTorch', 'float32', seed), row('JAX', 'float32', seed)]),
  row('PyTorch', 'float64', 1),
  row('JAX', 'float64', 1),
];

interface Measured {
  /** Milliseconds of a step: the median, and the fastest. */
  step: number;
  fastest: number;
  /** Seconds before the first step, and of them for its compilation. */
  before: number;
  compilation: number | null;
  /** The first step from which the mean of the last fifty stays within 0.005, and seconds for that many; null where none does. */
  settled: number | null;
  until: number | null;
  /** Seconds of the whole command. */
  whole: number;
  /** Of the evaluation. */
  energy: number | null;
  error: number | null;
  /** Gigabytes. */
  peak: number;
}

async function measure({ program, gram, seed }: Key): Promise<Measured> {
  const name = program as ProgramName;
  if (name !== 'qham') await assertAgrees(name);
  const steps = await stepsOfExample();
  const { seconds, energies, ...all } = await trainWith(name, gram as Precision, Number(seed), steps);
  const warm = seconds.slice(COLD);
  const settled = settledAt(energies);
  return {
    step: 1000 * median(warm),
    fastest: 1000 * Math.min(...warm),
    before: all.before,
    compilation: all.compilation,
    settled,
    until: settled === null ? null : seconds.slice(0, settled).reduce((sum, each) => sum + each, 0),
    whole: all.whole,
    energy: all.evaluated?.energy ?? null,
    error: all.evaluated?.error ?? null,
    peak: all.peakBytes / 1e9,
  };
}

/** The first step from which the mean of the last steps stays within the coarse aim; null where none does. */
function settledAt(energies: readonly number[]): number | null {
  const off = (step: number) => {
    const window = energies.slice(step - WINDOW, step);
    return Math.abs(window.reduce((sum, energy) => sum + energy, 0) / WINDOW - EXACT) > COARSE;
  };
  let step = energies.length;
  while (step >= WINDOW && !off(step)) step--;
  return step === energies.length ? null : step + 1;
}

/** @param asked which of the missing rows to measure: see `fillTable` */
export async function fermionAccuracy(asked = ''): Promise<void> {
  const rows = await fillTable({ name: 'fermion-accuracy', keys, measure }, asked);
  if (rows.length === 0) return;
  console.log(`## Four fermions to the exact energy ${EXACT} (${loadDuring(rows)})\n`);
  const columns = [
    ...['', 'seed', 'ms an iteration (median)', 'fastest', 'before the first, s', 'of it compilation'],
    ...[`steps to within ${COARSE}`, 's for them', 's from the start of the process', 'whole command, s'],
    ...['energy', 'peak memory, GB'],
  ];
  console.log(`| ${columns.join(' | ')} |\n|${columns.map(() => '---|').join('')}`);
  for (const each of rows) console.log(`| ${cells(each).join(' | ')} |`);
  printAims(rows.filter(({ program }) => program === 'qham'));
}

function cells({ program, gram, seed, ...row }: Row<Measured>): string[] {
  const number = (value: number | null, digits = 1) => value?.toFixed(digits) ?? '–';
  return [
    titleOf(program as ProgramName, gram as Precision),
    String(seed),
    number(row.step),
    number(row.fastest),
    number(row.before),
    number(row.compilation),
    number(row.settled, 0),
    number(row.until),
    number(fromStart(row)),
    number(row.whole),
    row.energy === null ? '–' : formatUncertain(row.energy, row.error!),
    number(row.peak, 2),
  ];
}

const fromStart = ({ before, until }: Pick<Measured, 'before' | 'until'>) => (until === null ? null : before + until);

function printAims(ours: readonly Row<Measured>[]): void {
  if (ours.length === 0) return;
  const coarse = median(ours.map((row) => fromStart(row) ?? Number.POSITIVE_INFINITY));
  const off = median(ours.map(({ energy, error }) => Math.abs(energy! - EXACT) + error!));
  const whole = median(ours.map((row) => row.whole));
  console.log(
    `\nMedian of ${ours.length} seeds: within ${COARSE} after ${coarse.toFixed(1)} s; the whole command takes ${whole.toFixed(1)} s, and its ` +
      `evaluation lies ${off.toFixed(5)} from the exact energy with one standard error added: ${off <= FINE ? '' : 'not '}within ${FINE}.\n`,
  );
}
