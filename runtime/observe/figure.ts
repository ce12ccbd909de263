/**
 * A curve with its error band as an SVG picture.
 */
import { extent, framed } from './frame.ts';

export interface FigureParts {
  title: string;
  /** What the axes show. */
  x: string;
  y: string;
  at: readonly number[];
  /** Null where there is no number: the curve has a gap. */
  values: readonly (number | null)[];
  /** One standard error each. */
  errors: readonly (number | null)[];
}

const CURVE = '#3987c9';

/** The text of an SVG file. */
export function curveFigure({ title, x, y, at, values, errors }: FigureParts): string {
  const points = at.flatMap((position, i) => {
    const value = values[i];
    return value === null || value === undefined || !Number.isFinite(value)
      ? []
      : [{ position, value, error: finite(errors[i]) }];
  });
  const up = extent([0, ...points.flatMap(({ value, error }) => [value - error, value + error])]);
  return framed({ title, x, y, across: extent(at), up }, (place) => {
    const upper = points.map(({ position, value, error }) => place(position, value + error));
    const lower = points.map(({ position, value, error }) => place(position, value - error)).reverse();
    const middle = points.map(({ position, value }) => place(position, value));
    return [
      `<polygon fill="${CURVE}" fill-opacity="0.3" points="${[...upper, ...lower].join(' ')}"/>`,
      `<polyline fill="none" stroke="${CURVE}" stroke-width="1.5" points="${middle.join(' ')}"/>`,
    ];
  });
}

const finite = (error: number | null | undefined) => (error !== null && Number.isFinite(error) ? error! : 0);
