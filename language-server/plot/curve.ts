import type { Colours } from '../lsp/appearance.ts';
import { frame, round } from './frame.ts';
import { type Interval, interesting } from './scale.ts';

/** A hover of VS Code shows 250 pixels of its content, and the formula comes first. */
const SIZE = { width: 340, height: 120 };
const POINTS = 241;

/**
 * A potential along a line, as SVG.
 * @returns undefined where it has no finite values to show
 */
export function plotCurve(potential: (x: number) => number, across: Interval, colours: Colours): string | undefined {
  const [low, high] = across;
  const xs = Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
  const values = xs.map(potential);
  const shown = interesting(values);
  if (!shown) return undefined;
  const margin = 0.06 * (shown[1] - shown[0]);
  const { x, y, around } = frame(SIZE, across, [shown[0] - margin, shown[1] + margin], colours);
  let path = '';
  let drawing = false;
  for (const [i, value] of values.entries()) {
    const finite = Number.isFinite(value);
    // Far outside the picture is far enough.
    const pixel = finite ? Math.max(-SIZE.height, Math.min(2 * SIZE.height, y(value))) : 0;
    if (finite) path += `${drawing ? 'L' : 'M'}${round(x(xs[i]!))} ${round(pixel)}`;
    drawing = finite;
  }
  return around(`<path d="${path}" fill="none" stroke="${colours.line}" stroke-width="1.6" stroke-linejoin="round"/>`);
}
