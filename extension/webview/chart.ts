import uPlot from 'uplot';
import type { Bucket, RunView } from '../protocol.ts';
import { axisTexts, stepAxis } from './axes.ts';
import { drawPhases, drawReferences, drawResult } from './chart-marks.ts';
import { bandPath, linePath } from './curve-paths.ts';
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
  let coming: number | null = null;
  let dragged = false;

  const place = (bucket: Bucket) => (look.byTime ? bucket.time : bucket.first);
  const whole = (): [number, number] => {
    const buckets = held?.buckets ?? [];
    const first = buckets[0] ? place(buckets[0]) : 0;
    return [first, Math.max(buckets.at(-1) ? place(buckets.at(-1)!) : 1, first + 1e-9)];
  };
  const seen = () => seenOf(held?.buckets ?? [], look.window, place);
  /** What is to be seen of the axis, which the next frame draws: between two frames a wheel may turn several times. */
  const seenRange = (): [number, number] => {
    const ends = seen();
    const [min, max] =
      typeof look.window === 'string'
        ? [ends[0] ? place(ends[0]) : 0, ends.at(-1) ? place(ends.at(-1)!) : 1]
        : look.window;
    return [min, Math.max(max, min + 1e-9)];
  };
  /** The place on the axis that is under a pixel of the plot. */
  const placeAt = (left: number, [from, to]: readonly [number, number]) =>
    from + (left / ((plot?.bbox.width ?? 1) / devicePixelRatio)) * (to - from);

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
          ...now.lines.map(({ colour, stroke, shows }, n): uPlot.Series => {
            const band = now.bands.find(({ high }) => high === n);
            return {
              scale: 'energy',
              stroke: () => (stroke === 'faint' ? mixed(theme().state(colour), 40) : theme().state(colour)),
              fill: () => mixed(theme().state(colour), BAND),
              width: { full: 2, faint: 1, none: 0 }[stroke],
              points: { show: false },
              paths: band ? bandPath(band.low + 1) : stroke === 'none' ? () => null : linePath(shows),
            };
          }),
        ],
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
        const about = placeAt(Math.max(plot.cursor.left ?? 0, 0), [from, to]);
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

  /** Works out the lines of what is held; a zoom draws the same ones. */
  const takeData = (now: Held, run: RunView) => {
    const of = picture(now, run, look.quantity, (state) => fill(`${texts.state} {0}`, state));
    shown = of;
    if (plot === null || built !== keyOf(run, of)) build(run, of);
    plot?.setData([now.buckets.map(place), ...of.lines.map(({ values }) => values)] as uPlot.AlignedData, false);
  };
  const drawWindow = () => {
    coming = null;
    range = shown?.range(seen()) ?? range;
    const [min, max] = seenRange();
    plot?.setScale('x', { min, max });
  };

  return {
    draw(now, asked) {
      const same = now === held && asked.quantity === look.quantity && asked.byTime === look.byTime;
      held = now;
      look = asked;
      if (now.run === null) return;
      if (same) {
        if (coming === null) coming = requestAnimationFrame(drawWindow);
        return;
      }
      const { run } = now;
      takeData(now, run);
      drawWindow();
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
      events.look(zoomed(now, whole(), left < 0 ? (now[0] + now[1]) / 2 : placeAt(left, now), factor));
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
