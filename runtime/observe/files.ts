/** The files of what was observed, as text: tables for programs, figures for people. */
import type { EventOf } from '../events.ts';
import type { Observable } from '../experiment.ts';
import { curveFigure } from './figure.ts';

/** Folders within a run folder. */
export const OBSERVABLES_FOLDER = 'observables';
export const FIGURES_FOLDER = 'figures';

/** Numbers that are not curves, in one table. */
export const MEANS_FILE = `${OBSERVABLES_FOLDER}/means.csv`;

/** The files of each observable, table first; those of the same kind and particles are numbered. */
export function filesFor(observables: readonly Observable[]): string[][] {
  const seen = new Map<string, number>();
  return observables.map((observable) => {
    if (observable.kind === 'mean') return [MEANS_FILE];
    const base = `${observable.kind}-${observable.particles}`;
    const number = (seen.get(base) ?? 0) + 1;
    seen.set(base, number);
    const name = number === 1 ? base : `${base}-${number}`;
    return [`${OBSERVABLES_FOLDER}/${name}.csv`, `${FIGURES_FOLDER}/${name}.svg`];
  });
}

const LABELS = {
  density: { x: 'position', y: 'particles per length' },
  pair_density: { x: 'distance of two particles', y: 'pairs per length' },
} as const;

/** Path within the run folder, and content, of everything that a result can be written as. */
export function filesOf(result: EventOf<'result'>): { path: string; text: string }[] {
  const means = [
    ...(result.terms ?? []),
    ...(result.observables ?? []).filter(({ kind }) => kind === 'mean'),
    ...(result.virial ? [{ text: result.virial.text, value: result.virial.ratio, error: result.virial.error }] : []),
  ];
  const table = means.length > 0 ? [{ path: MEANS_FILE, text: meansTable(means) }] : [];
  const curves = (result.observables ?? []).flatMap(({ kind, text, curve, files }) => {
    const [csv, svg] = files ?? [];
    if (!curve || kind === 'mean' || !csv || !svg) return [];
    const { x, y } = LABELS[kind];
    return [
      { path: csv, text: curveTable(kind === 'density' ? 'position' : 'distance', kind, curve) },
      { path: svg, text: curveFigure({ ...curve, title: text, x, y }) },
    ];
  });
  return [...table, ...curves];
}

type Real = number | null;

function meansTable(rows: readonly { text: string; value: Real; error: Real }[]): string {
  return lines([
    'quantity,mean,error',
    ...rows.map(({ text, value, error }) => [quoted(text), value, error].join(',')),
  ]);
}

function curveTable(
  at: string,
  name: string,
  curve: { at: readonly number[]; values: readonly Real[]; errors: readonly Real[] },
): string {
  const row = (x: number, i: number) => [x, curve.values[i], curve.errors[i]].map((cell) => cell ?? '').join(',');
  return lines([`${at},${name},error`, ...curve.at.map(row)]);
}

const lines = (rows: readonly string[]) => rows.map((row) => `${row}\n`).join('');

/** RFC 4180. */
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
