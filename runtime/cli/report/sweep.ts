import { join } from 'node:path';
import { formatUncertain } from '../../estimator/format.ts';
import type { SweepFolder, SweepPoint } from '../../store/index.ts';
import { resultOf, SWEEP_FIGURE, SWEEP_TABLE } from '../../sweep/files.ts';
import { type SweepPlan, valueText } from '../../sweep/plan.ts';
import { referenceLines } from '../../train/reference-lines.ts';
import { displayPath } from '../display-path.ts';
import { printable } from '../display-width.ts';
import type { Paint } from '../style.ts';
import { formatDifference, formatReference, formatVerdict, referenceHeading } from './result.ts';
import { type RunSummary, summarise } from './run-summary.ts';
import { formatTable } from './table.ts';
import { verdictWords } from './verdict-words.ts';

/** What `--json` prints of a point of a sweep. */
export interface PointSummary extends RunSummary {
  sweep: string;
  parameter: string;
  value: number;
}

/** One summary for each point that has come to an end, in the order of the training. */
export function sweepSummaries(plan: SweepPlan, points: readonly SweepPoint[]): PointSummary[] {
  return points.flatMap(({ value, run }) => {
    if (!run || run.status === 'damaged' || !run.summary) return [];
    const { device, experiment } = run.description;
    const start = { train: experiment.train, device, run: run.path };
    return [{ ...summarise(start, run.summary.ending), sweep: plan.name, parameter: plan.parameter, value }];
  });
}

/**
 * The table of a sweep: each value with its energies and error bars, the distance from what is known, promises, and what is
 * to be thought of the result.
 * @returns lines without newlines
 */
export function formatSweep(
  { folder, description: { plan } }: SweepFolder,
  points: readonly SweepPoint[],
  paint: Paint,
): string[] {
  const states = Math.max(...points.map(({ experiment }) => experiment.states));
  const references = points.map(({ experiment }) => referenceLines(experiment));
  const heading = referenceHeading(references.flat());
  const header = [
    plan.parameter,
    ...Array.from({ length: states }, (_, state) => [
      states === 1 ? 'energy' : `energy ${state}`,
      ...(heading === null ? [] : [heading, 'difference']),
    ]).flat(),
    'promises',
    'verdict',
  ];
  const rows = points.map((point, i) => row(point, references[i]!, { states, compared: heading !== null, paint }));
  const right = header.map((_, column) => column).slice(0, -2);
  const [head, ...body] = formatTable([header, ...rows], right);
  const place = (file: string) => printable(displayPath(join(folder, file)));
  return [
    `${paint('bold', plan.name)}  ${paint('dim', `${plan.train} over ${plan.parameter}`)}`,
    `  ${paint('dim', head!)}`,
    ...body.map((line) => `  ${line}`),
    paint(
      'dim',
      points.some(resultOf)
        ? `  in ${place(SWEEP_TABLE)}, drawn in ${place(SWEEP_FIGURE)}`
        : `  in ${place(SWEEP_TABLE)}`,
    ),
  ];
}

function row(
  point: SweepPoint,
  reference: ReturnType<typeof referenceLines>,
  { states, compared, paint }: { states: number; compared: boolean; paint: Paint },
): string[] {
  const result = resultOf(point);
  const width = states * (compared ? 3 : 1);
  if (!result) {
    const status = point.run?.status ?? 'not begun';
    return [valueText(point.value), ...Array<string>(width).fill(''), '', paint('dim', status)];
  }
  const cells = Array.from({ length: states }, (_, state) => {
    const energy = result.energies[state]!;
    const error = result.errors[state] ?? null;
    const known = reference[state]?.value ?? null;
    const text = formatUncertain(energy, error ?? Number.NaN);
    if (!compared) return [text];
    return known === null ? [text, '', ''] : [text, formatReference(known), formatDifference(energy - known, error)];
  });
  const promises = result.expectations.map(({ verdict }) => formatVerdict(verdict, paint)).join(' ');
  return [valueText(point.value), ...cells.flat(), promises, verdictWords(result.verdict, paint)];
}
