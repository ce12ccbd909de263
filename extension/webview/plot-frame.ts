import type uPlot from 'uplot';

/** What every chart has in common: the size of its place, no legend of the library's own, a cursor that shows one place of the axis. */
export function plotFrame(
  host: HTMLElement,
): Pick<uPlot.Options, 'width' | 'height' | 'padding' | 'legend' | 'cursor'> {
  return {
    width: Math.max(host.clientWidth, 1),
    height: Math.max(host.clientHeight, 1),
    padding: [10, 22, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
  };
}

/** Keeps a chart as large as its place. @param plot the chart now */
export function followSize(host: HTMLElement, plot: () => uPlot | null): void {
  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = host;
    if (width > 0 && height > 0) plot()?.setSize({ width, height });
  }).observe(host);
}
