import uPlot from 'uplot';
import type { Bucket, RunView } from '../protocol.ts';
import { axisTexts, stepAxis } from './axes.ts';
import { drawPhases, drawReferences, drawResult } from './chart-marks.ts';
import type { Held } from './held.ts';
import { followSize, plotFrame } from './plot-frame.ts';
import { type Picture, picture, type Quantity, seenOf, type Window } from './quantities.ts';
import { fill, texts } from './texts.ts';
import type { Theme } from './theme.ts';
import { panned, zoomed } from './zoom.ts';

/** What the cursor points at. */
export interface Reading {
  readonly step: number;
  /** The named lines there, with the energies first. */
  readonly values: readonly { readonly name: string; readonly value: number | null }[];
  readonly quantity: Quantity;
}

/** What is drawn of a run. */
export interface Look {
  readonly quantity: Quantity;
  readonly byTime: boolean;
  readonly window: Window;
}

/** A drawn chart of a run. */
export interface Chart {
  draw(held: Held, look: Look): void;
  /** Draws again in other colours. */
  recolour(): void;
  /** Moves the cursor by so many points; the first time to the last one. */
  moveCursor(by: number): void;
  /** Zooms by a factor (below 1: in) about the cursor, or the middle. */
  zoom(factor: number): void;
  /** The step under the cursor; null where there is none. */
  readonly step: number | null;
}

/** What the user does with the chart. */
export interface ChartEvents {
  /** The cursor points at something else; null: at nothing. */
  point(reading: Reading | null): void;
  /** Another part of the curve is to be seen. */
  look(window: Window): void;
  /** A point was chosen. */
  choose(step: number): void;
}

/** One notch of a wheel. */
const NOTCH = 1.25;
/** Pixels that a pointer may move and still have clicked. */
const STILL = 4;

/** Opacity of a band in percent: what lies below it stays to be seen. */
const BAND = 30;

const mixed = (colour: string, percent: number): string => `color-mix(in srgb, ${colour} ${percent}%, transparent)`;

/** Makes the chart inside `host` and keeps it as large as that. @param theme the colours now */
export function createChart(host: HTMLElement, theme: () => Theme, events: ChartEvents): Chart {
  let plot: uPlot | null = null;
  let built = '';
  let held: Held | null = null;
  let look: Look = { quantity: 'energy', byTime: false, window: 'all' };
  let shown: Picture | null = null;
  let range: [number, number] = [0, 1];
  let dragged = false;

  const place = (bucket: Bucket) => (look.byTime ? bucket.time : bucket.first);
  const whole = (): [number, number] => {
    const buckets = held?.buckets ?? [];
    const first = buckets[0] ? place(buckets[0]) : 0;
    return [first, Math.max(buckets.at(-1) ? place(buckets.at(-1)!) : 1, first + 1e-9)];
  };
  const seenRange = (): [number, number] => [plot?.scales.x?.min ?? 0, plot?.scales.x?.max ?? 1];

  const build = (run: RunView | null, now: Picture) => {
    plot?.destroy();
    const frame = plotFrame(host);
    plot = new uPlot(
      {
        ...frame,
        cursor: {
          ...frame.cursor,
          points: { size: 6, show: (_, series) => markOf((now.lines[series - 1]?.name ?? '') !== '') },
        },
        scales: {
          x: { time: false },
          energy: { range: () => range, distr: now.logarithmic ? 3 : 1 },
        },
        axes: [stepAxis(theme), axisTexts(theme, now.logarithmic)],
        series: [
          {},
          ...now.lines.map(
            ({ colour, stroke }): uPlot.Series => ({
              scale: 'energy',
              stroke: () => (stroke === 'faint' ? mixed(theme().state(colour), 40) : theme().state(colour)),
              width: { full: 2, faint: 1, none: 0 }[stroke],
              points: { show: false },
            }),
          ),
        ],
        bands: now.bands.map(({ high, low, colour }) => ({
          series: [high + 1, low + 1],
          fill: () => mixed(theme().state(colour), BAND),
        })),
        hooks: {
          draw: [
            (u) => {
              if (held?.run && held.run.phaseMarks.length > 1) drawPhases(u, held.run, held.buckets, place, theme());
              drawReferences(u, shown?.levels ?? [], theme(), texts.reference);
              if (held?.run && look.quantity === 'energy') drawResult(u, held.run, theme());
            },
          ],
          setCursor: [(u) => events.point(readingAt(u))],
        },
      },
      [[]],
      host,
    );
    built = keyOf(run, now);
  };
  const keyOf = (run: RunView | null, now: Picture) =>
    JSON.stringify([
      run?.id,
      look.quantity,
      now.logarithmic,
      now.lines.map(({ name, colour, stroke }) => [name, colour, stroke]),
    ]);

  const readingAt = (u: uPlot): Reading | null => {
    const at = u.cursor.idx ?? null;
    const bucket = at === null ? undefined : held?.buckets[at];
    if (at === null || bucket === undefined || (u.cursor.left ?? -1) < 0) return null;
    const values = (shown?.lines ?? [])
      .filter(({ name }) => name !== '')
      .map(({ name, values: of }) => ({ name, value: of[at] ?? null }));
    return { step: bucket.first, values, quantity: look.quantity };
  };

  followSize(host, () => plot);

  host.addEventListener(
    'wheel',
    (event) => {
      if (plot === null || !held) return;
      event.preventDefault();
      const [from, to] = seenRange();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY))
        events.look(panned([from, to], whole(), (event.deltaX / host.clientWidth) * (to - from)));
      else {
        const about = plot.posToVal(plot.cursor.left ?? 0, 'x');
        events.look(zoomed([from, to], whole(), about, event.deltaY > 0 ? NOTCH : 1 / NOTCH));
      }
    },
    { passive: false },
  );
  host.addEventListener('pointerdown', (down) => {
    if (down.button !== 0 || plot === null) return;
    const start = seenRange();
    const width = plot.bbox.width / devicePixelRatio;
    dragged = false;
    const move = (event: PointerEvent) => {
      const by = event.clientX - down.clientX;
      if (!dragged && Math.abs(by) < STILL) return;
      dragged = true;
      events.look(panned(start, whole(), (-by / width) * (start[1] - start[0])));
    };
    const up = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
  });
  host.addEventListener('click', () => {
    const at = plot?.cursor.idx ?? null;
    const step = at === null ? undefined : held?.buckets[at]?.first;
    if (!dragged && step !== undefined) events.choose(step);
  });
  host.addEventListener('dblclick', () => events.look('all'));

  return {
    draw(now, asked) {
      held = now;
      look = asked;
      if (now.run === null) return;
      const of = picture(now, now.run, look.quantity, (state) => fill(`${texts.state} {0}`, state));
      shown = of;
      if (plot === null || built !== keyOf(now.run, of)) build(now.run, of);
      const seen = seenOf(now.buckets, look.window, place);
      range = of.range(seen);
      plot?.batch(() => {
        plot?.setData(
          [now.buckets.map(place), ...of.lines.map(({ values }) => [...values])] as uPlot.AlignedData,
          false,
        );
        const [min, max] =
          typeof look.window === 'string'
            ? [seen[0] ? place(seen[0]) : 0, seen.at(-1) ? place(seen.at(-1)!) : 1]
            : look.window;
        plot?.setScale('x', { min, max: Math.max(max, min + 1e-9) });
      });
    },
    recolour() {
      plot?.redraw(true, true);
    },
    moveCursor(by) {
      if (plot === null || plot.data[0].length === 0) return;
      const last = plot.data[0].length - 1;
      const at = plot.cursor.idx ?? null;
      const next = at === null ? last : Math.min(Math.max(at + by, 0), last);
      plot.setCursor({ left: plot.valToPos(plot.data[0][next]!, 'x'), top: 0 });
    },
    zoom(factor) {
      if (plot === null) return;
      const now = seenRange();
      const left = plot.cursor.left ?? -1;
      events.look(zoomed(now, whole(), left < 0 ? (now[0] + now[1]) / 2 : plot.posToVal(left, 'x'), factor));
    },
    get step() {
      const at = plot?.cursor.idx ?? null;
      return at === null ? null : (held?.buckets[at]?.first ?? null);
    },
  };
}

/** The cursor marks only lines that have a name. */
function markOf(named: boolean): HTMLElement {
  const mark = document.createElement('div');
  mark.hidden = !named;
  return mark;
}
