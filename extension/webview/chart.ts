import uPlot from 'uplot';
import type { Reference, RunView } from '../protocol.ts';
import { axisTexts, stepAxis } from './axes.ts';
import { drawReferences, drawResult } from './chart-marks.ts';
import { energyRange, latePart, meanWindow, runningMean } from './curve-shape.ts';
import type { Held } from './held.ts';
import { texts } from './texts.ts';
import type { Theme } from './theme.ts';

/** What the cursor points at. */
export interface Reading {
  readonly step: number;
  readonly energies: readonly (number | null)[];
}

/** A drawn chart of energy against step. */
export interface Chart {
  /** Draws what is held now: all of it, or with `late` the part where the curve is nearly level. */
  draw(held: Held, late: boolean): void;
  /** Draws again in other colours. */
  recolour(): void;
  /** Moves the cursor by so many points; the first time to the last one. */
  moveCursor(by: number): void;
}

/** Curves of one state: the lowest and the highest of each bucket, thin, and the running mean, strong. */
const CURVES_PER_STATE = 3;

/**
 * Makes the chart inside `host` and keeps it as large as that.
 * @param theme the colours now
 * @param point is told what the cursor points at; null: at nothing
 */
export function createChart(host: HTMLElement, theme: () => Theme, point: (reading: Reading | null) => void): Chart {
  let plot: uPlot | null = null;
  let states = 0;
  let run: RunView | null = null;
  let range: [number, number] = [0, 1];

  const references = (): readonly Reference[] => run?.references ?? [];

  const build = (count: number) => {
    plot?.destroy();
    states = count;
    plot = new uPlot(
      {
        width: Math.max(host.clientWidth, 1),
        height: Math.max(host.clientHeight, 1),
        padding: [10, 22, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 6, show: pointsOfMeans } },
        scales: { x: { time: false }, energy: { range: () => range } },
        axes: [stepAxis(theme), axisTexts(theme)],
        series: [{}, ...Array.from({ length: count }, (_, state) => curves(state, theme)).flat()],
        hooks: {
          draw: [
            (u) => {
              drawReferences(u, references(), theme(), texts.reference);
              if (run) drawResult(u, run, theme());
            },
          ],
          setCursor: [(u) => point(readingAt(u, count))],
        },
      },
      [[]],
      host,
    );
  };

  new ResizeObserver(() => {
    if (host.clientWidth > 0 && host.clientHeight > 0)
      plot?.setSize({ width: host.clientWidth, height: host.clientHeight });
  }).observe(host);

  return {
    draw(held, late) {
      run = held.run;
      const count = held.buckets[0]?.mean.length ?? 0;
      if (plot === null || count !== states) build(count);
      const shown = late ? latePart(held.buckets) : held.buckets;
      range = energyRange(
        shown,
        references().map((reference) => reference.value),
      );
      plot?.batch(() => {
        plot?.setData(dataOf(held, count), false);
        plot?.setScale('x', { min: shown[0]?.first ?? 0, max: Math.max(shown.at(-1)?.first ?? 0, 1) });
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
  };
}

function curves(state: number, theme: () => Theme): uPlot.Series[] {
  const faint = () => `color-mix(in srgb, ${theme().state(state)} 40%, transparent)`;
  const edge: uPlot.Series = { scale: 'energy', stroke: faint, width: 1, points: { show: false } };
  const mean: uPlot.Series = { scale: 'energy', stroke: () => theme().state(state), width: 2, points: { show: false } };
  return [edge, edge, mean].map((curve) => ({ ...curve }));
}

function dataOf(held: Held, states: number): uPlot.AlignedData {
  const window = meanWindow(held.buckets);
  const x = held.buckets.map((bucket) => bucket.first);
  const curvesOf = (state: number) => [
    held.buckets.map((bucket) => bucket.low[state] ?? null),
    held.buckets.map((bucket) => bucket.high[state] ?? null),
    runningMean(held.buckets, state, window),
  ];
  return [x, ...Array.from({ length: states }, (_, state) => curvesOf(state)).flat()];
}

/** The cursor marks the means only. */
function pointsOfMeans(_: uPlot, series: number): HTMLElement {
  const mark = document.createElement('div');
  mark.hidden = series % CURVES_PER_STATE !== 0;
  return mark;
}

function readingAt(u: uPlot, states: number): Reading | null {
  const at = u.cursor.idx ?? null;
  const step = at === null ? undefined : u.data[0][at];
  if (at === null || step === undefined || (u.cursor.left ?? -1) < 0) return null;
  const energies = Array.from({ length: states }, (_, state) => u.data[(state + 1) * CURVES_PER_STATE]?.[at] ?? null);
  return { step, energies };
}
