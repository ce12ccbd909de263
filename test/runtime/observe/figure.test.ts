import { describe, expect, test } from 'vitest';
import { curveFigure } from '../../../runtime/observe/figure.ts';
import { filesFor, filesOf } from '../../../runtime/observe/files.ts';
import { ticks } from '../../../runtime/observe/frame.ts';
import { result } from '../../cli/sample-events.ts';

const CURVE = { at: [0, 1, 2, 3], values: [0, 2, 1, null], errors: [0, 0.5, 0.25, null] };

describe('a figure', () => {
  const svg = curveFigure({ ...CURVE, title: 'n(x) of a < b & c', x: 'position', y: 'density' });

  test('names its axes, and escapes what XML would take for itself', () => {
    expect(svg).toContain('>position</text>');
    expect(svg).toContain('>density</text>');
    expect(svg).toContain('<title>n(x) of a &lt; b &amp; c</title>');
    expect(svg.match(/<(\w+)/g)!.length).toBeGreaterThan(20);
  });

  test('draws the curve within a band of one error to each side, and leaves gaps', () => {
    const points = /<polyline[^>]* points="([^"]*)"/.exec(svg)![1]!.split(' ');
    const band = /<polygon[^>]* points="([^"]*)"/.exec(svg)![1]!.split(' ');
    expect(points).toHaveLength(3);
    expect(band).toHaveLength(6);
    const y = (point: string) => Number(point.split(',')[1]);
    // The band of the second point is as high as its error says, on the scale of 2 units from the first point.
    const unit = (y(points[0]!) - y(points[1]!)) / 2;
    expect(y(points[1]!) - y(band[1]!)).toBeCloseTo(0.5 * unit, 1);
    expect(y(band[4]!) - y(points[1]!)).toBeCloseTo(0.5 * unit, 1);
  });

  test('paints nothing behind, so that it suits any theme', () => {
    expect(svg).not.toMatch(/<rect|background|#fff|#000|white|black/i);
  });

  test.each([
    [0, 6, [0, 1, 2, 3, 4, 5, 6]],
    [-4, 4, [-4, -2, 0, 2, 4]],
    [0, 0.55, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
  ])('puts round numbers between %d and %d', (low, high, expected) => {
    expect(ticks(low, high)).toEqual(expected);
  });
});

describe('files of a result', () => {
  const density = (particles: string) => ({
    kind: 'density' as const,
    particles,
    axis: 1,
    bins: 4,
    range: { low: 0, high: 4 },
    text: `density(${particles})`,
  });

  test('have names of their own', () => {
    expect(filesFor([density('x'), density('y'), density('x')]).map(([csv]) => csv)).toEqual([
      'observables/density-x.csv',
      'observables/density-y.csv',
      'observables/density-x-2.csv',
    ]);
  });

  test('hold every number, quoted where they must be', () => {
    const files = filesOf(
      result({
        terms: [{ text: 'f(x, y)', value: 1, error: 0.5 }],
        virial: { ratio: 1.01, error: 0.02, text: 'virial' },
        observables: [
          {
            kind: 'density',
            text: 'density(x)',
            value: null,
            error: null,
            curve: CURVE,
            files: filesFor([density('x')])[0]!,
          },
          { kind: 'mean', text: 'x^2', value: 2, error: null },
        ],
      }),
    );
    expect(files.map(({ path }) => path)).toEqual([
      'observables/means.csv',
      'observables/density-x.csv',
      'figures/density-x.svg',
    ]);
    expect(files[0]!.text).toBe('quantity,mean,error\n"f(x, y)",1,0.5\nx^2,2,\nvirial,1.01,0.02\n');
    expect(files[1]!.text).toBe('position,density,error\n0,0,0\n1,2,0.5\n2,1,0.25\n3,,\n');
  });

  test('are none where nothing was measured', () => {
    expect(filesOf(result())).toEqual([]);
  });
});
