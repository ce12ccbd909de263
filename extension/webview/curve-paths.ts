import type uPlot from 'uplot';
import { type PixelColumn, pixelColumns } from './pixel-columns.ts';

/** What a line shows of the values in a column of pixels: an end of their range, or all of it. */
export type Shows = 'low' | 'high' | 'all';

/** The columns of a series that are to be seen; a column is as wide as the thinnest line. */
function columnsOf(u: uPlot, series: number, from: number, to: number): (PixelColumn | null)[] {
  const { min, max } = u.scales.x as { min: number; max: number };
  const { left, width } = u.bbox;
  const x = (place: number) => left + ((place - min) / (max - min)) * width;
  return pixelColumns(u.data[0], u.data[series]!, from, to, x, devicePixelRatio);
}

const heightOf = (u: uPlot, value: number): number => Math.round(u.valToPos(value, 'energy', true));

/** Draws a series as a line. What a library draws point by point takes longer than a frame where points lie closer than pixels. */
export function linePath(shows: Shows): uPlot.Series.PathBuilder {
  return (u, series, from, to) => {
    const stroke = new Path2D();
    let gap = true;
    for (const column of columnsOf(u, series, from, to)) {
      if (column !== null) {
        const x = Math.round(column.x);
        const [start, ...more] = heightsOf(column, shows);
        if (gap) stroke.moveTo(x, heightOf(u, start));
        else stroke.lineTo(x, heightOf(u, start));
        for (const value of more) stroke.lineTo(x, heightOf(u, value));
      }
      gap = column === null;
    }
    return { stroke, fill: null, clip: null };
  };
}

function heightsOf({ first, low, high, last }: PixelColumn, shows: Shows): [number, ...number[]] {
  if (shows !== 'all') return [shows === 'low' ? low : high];
  return low === high ? [first] : [first, low, high, last];
}

/** Draws what lies between a series, the upper one, and another as an area. */
export function bandPath(lower: number): uPlot.Series.PathBuilder {
  return (u, series, from, to) => {
    const fill = new Path2D();
    const highs = columnsOf(u, series, from, to);
    const lows = columnsOf(u, lower, from, to);
    let begin = 0;
    for (let i = 0; i <= highs.length; i++) {
      if (highs[i] && lows[i]) continue;
      for (let j = begin; j < i; j++) {
        const { x, high } = highs[j]!;
        if (j === begin) fill.moveTo(Math.round(x), heightOf(u, high));
        else fill.lineTo(Math.round(x), heightOf(u, high));
      }
      for (let j = i - 1; j >= begin; j--) {
        const { x, low } = lows[j]!;
        fill.lineTo(Math.round(x), heightOf(u, low));
      }
      begin = i + 1;
    }
    return { stroke: null, fill, clip: null };
  };
}
