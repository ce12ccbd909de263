import { type RunView, SHAPES, type ShapeCurve } from '../protocol.ts';
import { numberText } from './caption.ts';
import { element, refresh } from './element.ts';
import { PICTURE, type ShapeGeometry, shapeGeometry } from './shape-geometry.ts';
import { fill, texts } from './texts.ts';

/** Rows of each table: a curve of a hundred points is not read point by point. */
const ROWS = 20;
/** Colours of curves that share a picture, as the style sheet numbers them. */
const COLOURS = 4;

/** Shows what the state looks like, a small picture for each kind of curve, with its numbers behind it. */
export function drawShapes(host: HTMLElement, { id, shapes }: RunView): void {
  host.hidden = shapes === null;
  if (shapes === null) return;
  const groups = SHAPES.map((kind) => shapes.curves.filter((curve) => curve.kind === kind)).filter(
    (curves) => curves.length > 0,
  );
  const open = host.querySelector('details')?.open ?? false;
  refresh(
    host,
    [id, shapes.step, groups.map((curves) => curves.map(({ name }) => name)), shapes.curves[0]?.values],
    () => {
      const numbers = element(
        'details',
        { class: 'numbers', open: open ? '' : null },
        element('summary', {}, texts.shapeNumbers),
        ...groups.map(table),
      );
      return [
        element('h2', {}, heading(shapes)),
        element('div', { class: 'pictures' }, ...groups.flatMap((curves) => figure(curves) ?? [])),
        numbers,
      ];
    },
  );
}

function heading({ step, samples }: NonNullable<RunView['shapes']>): string {
  return samples === null ? fill(texts.shapesAt, step) : fill(texts.shapesOver, step, samples);
}

function figure(curves: readonly ShapeCurve[]): HTMLElement | null {
  const geometry = shapeGeometry(curves);
  if (geometry === null) return null;
  const { kind } = curves[0]!;
  return element(
    'div',
    { class: 'shape', 'data-kind': kind },
    element(
      'p',
      { class: 'caption' },
      texts.shapes[kind],
      ...(curves.length > 1 || kind === 'density' ? [' ', ...names(curves)] : []),
    ),
    picture(curves, geometry),
  );
}

const names = (curves: readonly ShapeCurve[]): HTMLElement[] =>
  curves.map(({ name }, n) => element('code', { class: `colour${n % COLOURS}` }, name));

function picture(curves: readonly ShapeCurve[], { x, y, lines, bands, zero }: ShapeGeometry): SVGElement {
  const { width, height, left, right, top, bottom } = PICTURE;
  const { kind } = curves[0]!;
  const text = (at: readonly [number, number], anchor: string, value: string) =>
    drawn('text', { x: String(at[0]), y: String(at[1]), 'text-anchor': anchor }, value);
  return drawn(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': described(curves) },
    drawn('path', { class: 'axis', d: `M${left} ${zero.toFixed(1)}H${width - right}` }),
    ...bands.map((d, n) => drawn('path', { class: `band colour${n % COLOURS}`, d })),
    ...lines.map((d, n) => drawn('path', { class: `line colour${n % COLOURS}`, d })),
    text([left, height - 4], 'start', numberText(x[0])),
    text([width / 2, height - 4], 'middle', texts.shapeAxes[kind]),
    text([width - right, height - 4], 'end', numberText(x[1])),
    text([left, top - 4], 'start', numberText(y[1])),
    ...(y[0] < 0 ? [text([left, height - bottom - 2], 'start', numberText(y[0]))] : []),
  );
}

/** For those who cannot see it: of each curve where it is largest. */
function described(curves: readonly ShapeCurve[]): string {
  const { kind } = curves[0]!;
  const peaks = curves.map(({ name, at, values }) => {
    const best = values.reduce<number>(
      (most, value, i) => (Math.abs(value ?? 0) > Math.abs(values[most] ?? 0) ? i : most),
      0,
    );
    return `${name} ${numberText(values[best] ?? null)} (${texts.shapeAxes[kind]} ${numberText(at[best] ?? null)})`.trim();
  });
  return `${texts.shapes[kind]}: ${peaks.join(', ')}`;
}

function table(curves: readonly ShapeCurve[]): HTMLElement {
  const { kind, at } = curves[0]!;
  const apart = Math.max(1, Math.ceil(at.length / ROWS));
  const head = curves.flatMap(({ name, errors }) => [name || texts.value, ...(errors ? [texts.error] : [])]);
  // Curves of one kind may lie at different places: each row takes the point of the same rank.
  const rows = at.flatMap((place, i) =>
    i % apart === 0
      ? [
          [
            place,
            ...curves.flatMap(({ values, errors }) => [values[i] ?? null, ...(errors ? [errors[i] ?? null] : [])]),
          ],
        ]
      : [],
  );
  const cells = (tag: 'th' | 'td', scope: string | null, row: readonly string[]) =>
    row.map((content) => element(tag, { scope }, content));
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': texts.shapes[kind] },
    element(
      'table',
      {},
      element('caption', {}, texts.shapes[kind]),
      element('thead', {}, element('tr', {}, ...cells('th', 'col', [texts.shapeAxes[kind], ...head]))),
      element(
        'tbody',
        {},
        ...rows.map(([place, ...values]) =>
          element('tr', {}, ...cells('th', 'row', [numberText(place!)]), ...cells('td', null, values.map(numberText))),
        ),
      ),
    ),
  );
}

/** An element of SVG. */
function drawn(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
