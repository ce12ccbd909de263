/** What a sweep found, as files: a table for programs, a figure for people. */
import type { SweepPoint } from '../store/index.ts';
import { referenceLines } from '../train/reference-lines.ts';
import { type Level, sweepFigure } from './figure.ts';
import { type SweepPlan, valueText } from './plan.ts';

/** Names within the folder of a sweep. */
export const SWEEP_TABLE = 'sweep.csv';
export const SWEEP_FIGURE = 'figures/energy.svg';

/** The result of a point; null where it has none (yet). */
export function resultOf({ run }: SweepPoint) {
  const ending = run && run.status !== 'damaged' ? run.summary?.ending : undefined;
  return ending?.type === 'result' ? ending : null;
}

/** Path within the sweep folder, and content; the figure only where there is something to draw. */
export function sweepFiles(plan: SweepPlan, points: readonly SweepPoint[]): { path: string; text: string }[] {
  const table = { path: SWEEP_TABLE, text: tableOf(plan, points) };
  const levels = levelsOf(points);
  if (levels.length === 0) return [table];
  return [table, { path: SWEEP_FIGURE, text: sweepFigure(plan.name, plan.parameter, levels) }];
}

/** One line a point and state; a point without a result has one line that says so. */
function tableOf({ parameter }: SweepPlan, points: readonly SweepPoint[]): string {
  const rows = points.flatMap((point) => {
    const { value, run, experiment } = point;
    const result = resultOf(point);
    const place = [run?.status ?? 'not begun', run?.name ?? ''];
    if (!result) return [[valueText(value), '', '', '', '', '', '', '', ...place]];
    const reference = referenceLines(experiment);
    return result.energies.map((energy, state) => [
      valueText(value),
      state,
      energy,
      result.errors[state] ?? '',
      result.variance[state] ?? '',
      reference[state]?.value ?? '',
      result.verdict?.state ?? '',
      result.expectations.map(({ verdict }) => verdict).join(' '),
      ...place,
    ]);
  });
  const header = [
    parameter,
    'state',
    'energy',
    'error',
    'variance',
    'reference',
    'verdict',
    'promises',
    'status',
    'run',
  ];
  return [header, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

/** RFC 4180. */
function quoted(cell: string | number): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** In order of the parameter, whatever the order of the training. */
function levelsOf(points: readonly SweepPoint[]): Level[] {
  const known = points
    .flatMap((point) => {
      const result = resultOf(point);
      return result ? [{ value: point.value, result }] : [];
    })
    .sort((a, b) => a.value - b.value);
  const states = Math.max(0, ...known.map(({ result }) => result.energies.length));
  return Array.from({ length: states }, (_, state) => ({
    at: known.map(({ value }) => value),
    energies: known.map(({ result }) => result.energies[state]!),
    errors: known.map(({ result }) => result.errors[state] ?? null),
  }));
}
