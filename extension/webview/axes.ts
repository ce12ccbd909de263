import type uPlot from 'uplot';
import type { Theme } from './theme.ts';

/** The axis of steps: whole numbers. */
export function stepAxis(theme: () => Theme): uPlot.Axis {
  return {
    stroke: () => theme().muted,
    font: theme().font,
    size: 26,
    gap: 4,
    space: 56,
    incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6],
    grid: { show: false },
    ticks: { stroke: () => theme().grid, width: 1, size: 4 },
  };
}

/** The axis of energies, as wide as its numbers. */
export function axisTexts(theme: () => Theme, logarithmic = false): uPlot.Axis {
  return {
    scale: 'energy',
    stroke: () => theme().muted,
    font: theme().font,
    size: (_, values) => Math.max(0, ...(values ?? []).map((value) => value.length)) * 6.5 + 12,
    gap: 4,
    space: 32,
    values: (_, splits) => (logarithmic ? powers(splits) : withEnoughDecimals(splits)),
    grid: {
      stroke: () => theme().grid,
      width: 1,
      ...(logarithmic && {
        filter: (_: uPlot, splits: number[]) => splits.map((split) => (isPower(split) ? split : null)),
      }),
    },
    ticks: { show: false },
  };
}

/** Labels of a logarithmic axis: powers of ten, and where few of them are seen also what lies between. */
function powers(splits: readonly (number | null)[]): string[] {
  const whole = splits.filter((split) => split !== null && isPower(split)).length;
  return splits.map((split) => {
    if (split === null || (whole > 1 && !isPower(split))) return '';
    return split >= 0.01 && split < 1e4
      ? String(Number(split.toPrecision(3)))
      : split.toExponential(0).replace('-', '−');
  });
}

const isPower = (value: number): boolean => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

/** Labels of an axis with as many decimals as their distance needs. */
function withEnoughDecimals(splits: readonly number[]): string[] {
  const distance = Math.abs((splits[1] ?? 1) - (splits[0] ?? 0));
  const decimals = Math.min(8, Math.max(0, Math.ceil(-Math.log10(distance) - 1e-9)));
  const fits = splits.every((split) => Math.abs(Number(split.toFixed(decimals)) - split) < distance / 100);
  return splits.map((split) => split.toFixed(fits ? decimals : decimals + 1).replace('-', '−'));
}
