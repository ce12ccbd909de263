/**
 * A curve with its error band as an SVG picture. Axes and letters are of a grey that light and dark grounds both show, and
 * nothing is painted behind them.
 */

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

const SIZE = { width: 640, height: 400 };
/** Room for the letters around the axes. */
const MARGIN = { left: 72, right: 16, top: 36, bottom: 56 };
const INK = '#808080';
const CURVE = '#3987c9';
const TICKS = 6;

/** The text of an SVG file. */
export function curveFigure({ title, x, y, at, values, errors }: FigureParts): string {
  const points = at.flatMap((position, i) => {
    const value = values[i];
    return value === null || value === undefined || !Number.isFinite(value)
      ? []
      : [{ position, value, error: finite(errors[i]) }];
  });
  const [low, high] = extent(at);
  const [bottom, top] = extent([0, ...points.flatMap(({ value, error }) => [value - error, value + error])]);
  const across = (value: number) =>
    MARGIN.left + ((value - low) / (high - low)) * (SIZE.width - MARGIN.left - MARGIN.right);
  const up = (value: number) =>
    SIZE.height - MARGIN.bottom - ((value - bottom) / (top - bottom)) * (SIZE.height - MARGIN.top - MARGIN.bottom);
  const place = (position: number, value: number) => `${round(across(position))},${round(up(value))}`;
  const upper = points.map(({ position, value, error }) => place(position, value + error));
  const lower = points.map(({ position, value, error }) => place(position, value - error)).reverse();
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
    `<polygon fill="${CURVE}" fill-opacity="0.3" points="${[...upper, ...lower].join(' ')}"/>`,
    `<polyline fill="none" stroke="${CURVE}" stroke-width="1.5" points="${points.map(({ position, value }) => place(position, value)).join(' ')}"/>`,
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
function extent(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

const finite = (error: number | null | undefined) => (error !== null && Number.isFinite(error) ? error! : 0);
const round = (value: number) => Number(value.toFixed(2));
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
