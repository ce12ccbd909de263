import type { Window } from './quantities.ts';

type Range = readonly [from: number, to: number];

/** Smallest part of an axis that can be zoomed to: some ten steps of a long run. */
const CLOSEST = 1 / 5000;

/** The window after zooming by a factor (below 1: in) about a place; the whole curve is as far out as it goes. */
export function zoomed(now: Range, whole: Range, about: number, factor: number): Window {
  const all = whole[1] - whole[0];
  const width = Math.max((now[1] - now[0]) * factor, all * CLOSEST);
  if (width >= all) return 'all';
  const part = (about - now[0]) / (now[1] - now[0] || 1);
  return inside([about - width * part, about + width * (1 - part)], whole);
}

/** The window moved along the axis; not beyond the ends of the curve. */
export function panned(now: Range, whole: Range, by: number): Window {
  return inside([now[0] + by, now[1] + by], whole);
}

function inside([from, to]: Range, whole: Range): Range {
  const width = to - from;
  const start = Math.min(Math.max(from, whole[0]), whole[1] - width);
  return [start, start + width];
}
