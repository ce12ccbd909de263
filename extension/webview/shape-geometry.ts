import type { ShapeCurve } from '../protocol.ts';

/** The size of a small picture in its own units, with room for the letters below and beside it. */
export const PICTURE = { width: 240, height: 120, left: 8, right: 8, top: 14, bottom: 18 };

/** A part of the values at each end of a potential that may lie outside: near a nucleus they have no bound. */
const OUTSIDE = 0.02;

/** Curves in one small picture: paths for SVG, and what its axes reach to. */
export interface ShapeGeometry {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  readonly lines: readonly string[];
  /** Around each line one standard error; empty where it has none. */
  readonly bands: readonly string[];
  /** Where the value 0 lies. */
  readonly zero: number;
}

/** Lays out curves of one kind over each other. Null where no value is finite. */
export function shapeGeometry(curves: readonly ShapeCurve[]): ShapeGeometry | null {
  const places = curves.flatMap(({ at }) => at);
  const values = curves.flatMap(({ values: own }) => own.filter((value) => value !== null)).sort((a, b) => a - b);
  if (values.length === 0 || places.length === 0) return null;
  const out = curves[0]!.kind === 'potential' ? Math.floor(values.length * OUTSIDE) : 0;
  const low = Math.min(0, values[out]!);
  const high = Math.max(0, values[values.length - 1 - out]!);
  const x = [Math.min(...places), Math.max(...places)] as const;
  const y = [low, high > low ? high : low + 1] as const;
  const { width, height, left, right, top, bottom } = PICTURE;
  const across = (place: number) => left + ((place - x[0]) / (x[1] - x[0] || 1)) * (width - left - right);
  const up = (value: number) => {
    const inside = Math.min(Math.max(value, y[0]), y[1]);
    return height - bottom - ((inside - y[0]) / (y[1] - y[0])) * (height - top - bottom);
  };
  const point = (place: number, value: number) => `${across(place).toFixed(1)} ${up(value).toFixed(1)}`;
  return {
    x,
    y,
    lines: curves.map((curve) => line(curve, point)),
    bands: curves.map((curve) => band(curve, point)),
    zero: up(0),
  };
}

type Point = (place: number, value: number) => string;

/** With a gap where there is no number. */
function line({ at, values }: ShapeCurve, point: Point): string {
  let drawing = false;
  return at
    .flatMap((place, i) => {
      const value = values[i] ?? null;
      const command = drawing ? 'L' : 'M';
      drawing = value !== null;
      return value === null ? [] : [`${command}${point(place, value)}`];
    })
    .join('');
}

function band({ at, values, errors }: ShapeCurve, point: Point): string {
  const known = at.flatMap((place, i) => {
    const [value, error] = [values[i] ?? null, errors?.[i] ?? null];
    return value === null || error === null ? [] : [{ place, value, error }];
  });
  if (known.length < 2) return '';
  const upper = known.map(({ place, value, error }) => point(place, value + error));
  const lower = known.map(({ place, value, error }) => point(place, value - error)).reverse();
  return `M${[...upper, ...lower].join('L')}Z`;
}
