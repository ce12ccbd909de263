import uPlot from 'uplot';
import type { ComparedRunView, CompareTexts } from '../compare/protocol.ts';
import { axisTexts, stepAxis } from './axes.ts';
import { drawErrorBar, drawReferences } from './chart-marks.ts';
import { energyRange, meanWindow, runningMean } from './curve-shape.ts';
import { followSize, plotFrame } from './plot-frame.ts';
import type { Theme } from './theme.ts';

/** Makes the chart of several runs inside `host`: the running mean of one state of each, in the colour of the run. */
export function createCompareChart(
  host: HTMLElement,
  theme: () => Theme,
  names: CompareTexts['reference'],
): { draw(runs: readonly ComparedRunView[], state: number): void; recolour(): void } {
  let plot: uPlot | null = null;
  let shown: readonly ComparedRunView[] = [];
  let state = 0;
  let range: [number, number] = [0, 1];

  const build = (count: number) => {
    plot?.destroy();
    plot = new uPlot(
      {
        ...plotFrame(host),
        scales: { x: { time: false }, energy: { range: () => range } },
        axes: [stepAxis(theme), axisTexts(theme)],
        series: [
          {},
          ...Array.from({ length: count }, (_, run) => ({
            scale: 'energy',
            stroke: () => theme().state(run),
            width: 2,
            // Runs have their steps at different places.
            spanGaps: true,
            points: { show: false },
          })),
        ],
        hooks: {
          draw: [
            (u) => {
              drawReferences(u, shown[0]?.references.slice(state, state + 1) ?? [], theme(), names);
              drawResults(u, shown, state, theme());
            },
          ],
        },
      },
      [[]],
      host,
    );
  };
  followSize(host, () => plot);

  return {
    draw(runs, of) {
      if (plot === null || runs.length !== shown.length) build(runs.length);
      shown = runs;
      state = of;
      const one = runs.flatMap(({ buckets }) =>
        buckets.map((bucket) => ({
          ...bucket,
          low: bucket.low.slice(of, of + 1),
          high: bucket.high.slice(of, of + 1),
          mean: bucket.mean.slice(of, of + 1),
        })),
      );
      range = energyRange(one, [runs[0]?.references[of]?.value ?? null]);
      const tables = runs.map(
        ({ buckets }): uPlot.AlignedData => [
          buckets.map(({ first }) => first),
          runningMean(buckets, of, meanWindow(buckets)),
        ],
      );
      plot?.setData(tables.length === 0 ? [[]] : uPlot.join(tables));
    },
    recolour() {
      plot?.redraw(true, true);
    },
  };
}

/** The result of each run that has one, with its error bar, at the run's last step. */
function drawResults(u: uPlot, runs: readonly ComparedRunView[], state: number, theme: Theme): void {
  for (const [n, { buckets, energies, errors }] of runs.entries()) {
    const last = buckets.at(-1);
    const energy = energies[state] ?? null;
    const error = errors[state] ?? null;
    if (last && energy !== null && error !== null)
      drawErrorBar(u, last.first, { energy, error, colour: theme.state(n) }, theme);
  }
}
