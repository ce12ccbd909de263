import type { Colours } from '../lsp/appearance.ts';
import { frame, round } from './frame.ts';
import { type Interval, interesting } from './scale.ts';

const SIZE = { width: 250, height: 226 };
const CELLS = 48;
const LEVELS = 9;

/**
 * A potential on a plane as contour lines, stronger where it is higher, as SVG.
 * @returns undefined where it has no finite values to show
 */
export function plotContours(
  potential: (x: number, y: number) => number,
  across: Interval,
  colours: Colours,
): string | undefined {
  const [low, high] = across;
  const place = (i: number) => low + ((high - low) * i) / CELLS;
  const row = Array.from({ length: CELLS + 1 }, (_, i) => place(i));
  const values = row.map((y) => row.map((x) => potential(x, y)));
  const shown = interesting(values.flat());
  if (!shown) return undefined;
  const { x, y, around } = frame(SIZE, across, across, colours);
  const lines = Array.from({ length: LEVELS }, (_, k) => {
    const level = shown[0] + ((shown[1] - shown[0]) * (k + 0.5)) / LEVELS;
    const path = crossings(values, level)
      .map(([a, b]) => `M${point(a)}L${point(b)}`)
      .join('');
    const strength = (0.3 + (0.7 * (k + 1)) / LEVELS).toFixed(2);
    return `<path d="${path}" fill="none" stroke="${colours.line}" stroke-opacity="${strength}"/>`;
  });
  return around(lines.join(''));

  function point([column, line]: Corner): string {
    return `${round(x(place(column)))} ${round(y(place(line)))}`;
  }
}

type Corner = readonly [column: number, row: number];

/**
 * The pieces of the line on which a grid of values has a level: in each cell the sides that it crosses are joined (marching
 * squares, Lorensen & Cline 1987); at a saddle the mean of the corners says which.
 */
export function crossings(values: readonly (readonly number[])[], level: number): [Corner, Corner][] {
  const pieces: [Corner, Corner][] = [];
  for (let row = 0; row + 1 < values.length; row++) {
    for (let column = 0; column + 1 < values[row]!.length; column++) {
      const corners: readonly Corner[] = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ];
      const heights = corners.map(([c, r]) => values[r]![c]! - level);
      if (!heights.every(Number.isFinite)) continue;
      const crossed = corners.flatMap((from, side) => {
        const next = (side + 1) % 4;
        const [a, b] = [heights[side]!, heights[next]!];
        if (a >= 0 === b >= 0) return [];
        const part = a / (a - b);
        const to = corners[next]!;
        return [[from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])] as const];
      });
      if (crossed.length === 2) pieces.push([crossed[0]!, crossed[1]!]);
      if (crossed.length !== 4) continue;
      const mean = heights.reduce((sum, height) => sum + height, 0);
      // The corner 0 is cut off from the middle where they lie on different sides of the level.
      const [a, b, c, d] = crossed as [Corner, Corner, Corner, Corner];
      pieces.push(
        ...(heights[0]! >= 0 === mean >= 0
          ? ([
              [a, b],
              [c, d],
            ] as [Corner, Corner][])
          : ([
              [d, a],
              [b, c],
            ] as [Corner, Corner][])),
      );
    }
  }
  return pieces;
}
