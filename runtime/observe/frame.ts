/**
 * The axes of a picture, which suit light and dark grounds: everything is of one grey, and nothing is painted behind it.
 */

/** Both ends of what an axis shows. */
export type Range = readonly [low: number, high: number];

export interface FrameParts {
  title: string;
  /** What the axes show. */
  x: string;
  y: string;
  across: Range;
  up: Range;
}

const SIZE = { width: 640, height: 400 };
/** Room for the letters around the axes. */
const MARGIN = { left: 72, right: 16, top: 36, bottom: 56 };
const INK = '#808080';
const TICKS = 6;

/**
 * The text of an SVG file with axes, round numbers on them and a title.
 * @param draw gives the lines of what is shown; `place` turns a point into "x,y" of the picture
 */
export function framed(
  { title, x, y, across: [low, high], up: [bottom, top] }: FrameParts,
  draw: (place: (x: number, y: number) => string) => string[],
): string {
  const across = (value: number) =>
    MARGIN.left + ((value - low) / (high - low)) * (SIZE.width - MARGIN.left - MARGIN.right);
  const up = (value: number) =>
    SIZE.height - MARGIN.bottom - ((value - bottom) / (top - bottom)) * (SIZE.height - MARGIN.top - MARGIN.bottom);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="13" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<g stroke="${INK}" fill="none"><path d="M${MARGIN.left},${MARGIN.top}V${SIZE.height - MARGIN.bottom}H${SIZE.width - MARGIN.right}"/>`,
    ...ticks(low, high).map((tick) => `<path d="M${round(across(tick))},${SIZE.height - MARGIN.bottom}v5"/>`),
    ...ticks(bottom, top).map((tick) => `<path d="M${MARGIN.left},${round(up(tick))}h-5"/>`),
    '</g>',
    `<g fill="${INK}">`,
    ...ticks(low, high).map((tick) => label(across(tick), SIZE.height - MARGIN.bottom + 20, String(tick), 'middle')),
    ...ticks(bottom, top).map((tick) => label(MARGIN.left - 9, up(tick) + 4, String(tick), 'end')),
    label((MARGIN.left + SIZE.width - MARGIN.right) / 2, SIZE.height - 12, x, 'middle'),
    `<text transform="translate(18 ${(MARGIN.top + SIZE.height - MARGIN.bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(y)}</text>`,
    label(MARGIN.left, 22, title, 'start'),
    '</g>',
    ...draw((x, y) => `${round(across(x))},${round(up(y))}`),
    '</svg>',
    '',
  ].join('\n');
}

/** Round numbers within an interval, about six of them. */
export function ticks(low: number, high: number): number[] {
  const rough = (high - low) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Smallest and largest; a little apart where they are the same. */
export function extent(values: readonly number[]): Range {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

const round = (value: number) => Number(value.toFixed(2));
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
