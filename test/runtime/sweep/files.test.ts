import { describe, expect, it } from 'vitest';
import type { SweepPoint } from '../../../runtime/store/index.ts';
import { sweepFigure } from '../../../runtime/sweep/figure.ts';
import { SWEEP_FIGURE, SWEEP_TABLE, sweepFiles } from '../../../runtime/sweep/files.ts';
import { EXPERIMENT, result } from '../store/sample.ts';

const PLAN = { name: 'Curve', train: 'Ground', parameter: 'a, b', chain: false, points: [] };

const point = (value: number, finished: boolean): SweepPoint => {
  const ending = { ...result(3), energies: [value, value + 1] };
  const run = finished ? { name: `run-${value}`, status: 'finished', summary: { ending } } : null;
  return { value, experiment: EXPERIMENT, run: run as SweepPoint['run'] };
};

describe('the files of a sweep', () => {
  it('are a table of every point and state, and a figure of those that have a result', () => {
    const [table, figure] = sweepFiles(PLAN, [point(2, true), point(-1, true), point(5, false)]);
    expect(table!.path).toBe(SWEEP_TABLE);
    const rows = table!.text.trimEnd().split('\n');
    expect(rows[0]).toMatch(/^"a, b",state,energy,error,/);
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 4))).toEqual([
      ['2', '0', '2', '0.01'],
      ['2', '1', '3', '0.02'],
      ['-1', '0', '-1', '0.01'],
      ['-1', '1', '0', '0.02'],
      ['5', '', '', ''],
    ]);
    expect(rows.at(-1)).toMatch(/,not begun,$/);
    expect(figure!.path).toBe(SWEEP_FIGURE);
    expect(figure!.text.match(/<polyline/g)).toHaveLength(2);
  });

  it('are the table alone where nothing has a result', () => {
    expect(sweepFiles(PLAN, [point(1, false)]).map(({ path }) => path)).toEqual([SWEEP_TABLE]);
  });
});

describe('the figure of a sweep', () => {
  it('has error bars of one standard error to each side', () => {
    const svg = sweepFigure('Curve', 'V0', [{ at: [0, 1], energies: [0, 2], errors: [null, 0.5] }]);
    const [low, high] = [...svg.matchAll(/<circle cx="[^"]*" cy="([^"]*)"/g)].map(([, y]) => Number(y));
    // A unit of energy is this long.
    const unit = (low! - high!) / 2;
    const [, bar] = [...svg.matchAll(/class="error"[^>]* d="M[^,]*,([^V]*)V([^M]*)M/g)];
    expect(Number(bar![1]) - high!).toBeCloseTo(0.5 * unit, 1);
    expect(high! - Number(bar![2])).toBeCloseTo(0.5 * unit, 1);
    expect(svg).toContain('>V0</text>');
    expect(svg).toContain('>energy</text>');
  });
});
