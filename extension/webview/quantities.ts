import type { Bucket, Column, Reference, RunView, Texts } from '../protocol.ts';
import type { Shows } from './curve-paths.ts';
import { energyRange, latePart, meanWindow, runningMean } from './curve-shape.ts';
import { runningError } from './energy-band.ts';
import type { Held } from './held.ts';

export type Quantity = keyof Texts['quantities'];
type Values = readonly (number | null)[];

/** Part of the values that may lie below a logarithmic axis. */
const CHANCE = 0.02;

/** One line of a chart. */
export interface Line {
  /** For the table; empty for the two edges of a band. */
  readonly name: string;
  /** Which of the theme's colours. */
  readonly colour: number;
  /** An edge of a band is not drawn itself. */
  readonly stroke: 'full' | 'faint' | 'none';
  /** Where many values share a column of pixels. */
  readonly shows: Shows;
  readonly values: Values;
  /** One standard error of each, where it is known. */
  readonly errors?: Values;
}

/** A translucent band between two lines, which are given by their places in the list of lines. */
export interface Band {
  readonly high: number;
  readonly low: number;
  readonly colour: number;
}

/** What a chart of one quantity shows. */
export interface Picture {
  readonly lines: readonly Line[];
  readonly bands: readonly Band[];
  readonly logarithmic: boolean;
  /** Levels to draw across. */
  readonly levels: readonly Reference[];
  /** Range for the part of the buckets that is seen. */
  range(seen: readonly Bucket[]): [low: number, high: number];
}

/** The quantities that a run has, as they are offered. */
export function quantitiesOf(run: RunView): Quantity[] {
  const has = (kind: Column['kind']) => run.columns.some((column) => column.kind === kind);
  const distance = run.references.some(({ value }) => value !== null);
  return ['energy', ...(distance ? (['distance'] as const) : []), ...ASKED_OF_STEPS.filter(has)];
}

const ASKED_OF_STEPS = ['variance', 'acceptance', 'autocorrelation', 'loss', 'learning_rate', 'seconds'] as const;

/** What to draw of a quantity. @param names of a state, by its number */
export function picture(held: Held, run: RunView, quantity: Quantity, name: (state: number) => string): Picture {
  if (quantity === 'energy') return energies(held, run, name);
  const lines = quantity === 'distance' ? distances(held, run, name) : columnLines(held, run, quantity, name);
  const positive = lines.every(({ values }) => values.every((value) => value === null || value > 0));
  const logarithmic = ['distance', 'variance', 'learning_rate'].includes(quantity) && positive && lines.length > 0;
  return { lines, bands: [], logarithmic, levels: [], range: (seen) => rangeOf(held, lines, seen, logarithmic) };
}

function energies({ buckets }: Held, run: RunView, name: (state: number) => string): Picture {
  const window = meanWindow(buckets);
  const states = buckets[0]?.mean.length ?? 0;
  const lines: Line[] = [];
  const bands: Band[] = [];
  for (let state = 0; state < states; state++) {
    const line = (stroke: Line['stroke'], shows: Shows, values: Values, named = ''): Line => ({
      name: named,
      colour: state,
      stroke,
      shows,
      values,
    });
    const mean = runningMean(buckets, state, window);
    const error = runningError(buckets, run.columns, state, window);
    const edge = (sign: number): Values =>
      mean.map((value, i) => (value === null || error?.[i] == null ? null : value + sign * error[i]));
    if (error) {
      bands.push({ high: lines.length, low: lines.length + 1, colour: state });
      lines.push(line('none', 'high', edge(1)), line('none', 'low', edge(-1)));
    }
    lines.push(
      line(
        'faint',
        'low',
        valuesAt(buckets, ({ low }) => low[state]),
      ),
      line(
        'faint',
        'high',
        valuesAt(buckets, ({ high }) => high[state]),
      ),
      { ...line('full', 'all', mean, name(state)), ...(error && { errors: error }) },
    );
  }
  const levels = run.references.map(({ value }) => value);
  return {
    lines,
    bands,
    logarithmic: false,
    levels: run.references,
    range: (seen) => energyRange(seen, levels),
  };
}

const valuesAt = (buckets: readonly Bucket[], pick: (bucket: Bucket) => number | null | undefined): Values =>
  buckets.map((bucket) => pick(bucket) ?? null);

/** |E − reference| of each state that has one, of the running mean: a single batch scatters more than it is off. */
function distances({ buckets }: Held, run: RunView, name: (state: number) => string): Line[] {
  return run.references.flatMap(({ value }, state): Line[] => {
    if (value === null) return [];
    const means = runningMean(buckets, state, meanWindow(buckets));
    const values = means.map((mean) => (mean === null || mean === value ? null : Math.abs(mean - value)));
    return [{ name: name(state), colour: state, stroke: 'full', shows: 'all', values }];
  });
}

function columnLines({ buckets }: Held, run: RunView, quantity: Quantity, name: (state: number) => string): Line[] {
  const kinds: Column['kind'][] = quantity === 'loss' ? ['loss', 'term'] : [quantity as Column['kind']];
  return run.columns
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => kinds.includes(column.kind))
    .map(({ column, at }, n) => ({
      name: column.kind === 'variance' ? name(Number(column.name)) : column.name,
      colour: n,
      stroke: 'full',
      shows: 'all',
      values: valuesAt(buckets, ({ more }) => more[at]),
    }));
}

function rangeOf(
  { buckets }: Held,
  lines: readonly Line[],
  seen: readonly Bucket[],
  logarithmic: boolean,
): [number, number] {
  const from = buckets.indexOf(seen[0]!);
  const values = lines.flatMap((line) => line.values.slice(Math.max(from, 0), from + seen.length));
  const finite = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (finite.length === 0) return logarithmic ? [0.1, 1] : [0, 1];
  finite.sort((a, b) => a - b);
  // Where a mean crosses its reference their distance is as small as chance will have it.
  const low = finite[logarithmic ? Math.floor(finite.length * CHANCE) : 0]!;
  const high = finite.at(-1)!;
  if (logarithmic) return low === high ? [low / 3, high * 3] : [low / 1.2, high * 1.2];
  const margin = (high - low) * 0.08 || Math.abs(high) * 0.05 || 1;
  return [low - margin, high + margin];
}

/** What part of the steps is seen: all, the late half, or what was zoomed to. */
export type Window = 'all' | 'late' | readonly [from: number, to: number];

/** The buckets within a window of the axis. @param x place of a bucket on the axis */
export function seenOf(buckets: readonly Bucket[], window: Window, x: (bucket: Bucket) => number): readonly Bucket[] {
  if (window === 'all') return buckets;
  if (window === 'late') return latePart(buckets);
  const seen = buckets.filter((bucket) => x(bucket) >= window[0] && x(bucket) <= window[1]);
  return seen.length > 0 ? seen : buckets;
}
