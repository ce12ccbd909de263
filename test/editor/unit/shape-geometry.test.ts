import { expect, test } from 'vitest';
import type { ShapeCurve } from '../../../extension/protocol.ts';
import { afterEvent, newRun } from '../../../extension/training/run-state.ts';
import { PICTURE, shapeGeometry } from '../../../extension/webview/shape-geometry.ts';
import { result } from '../../runtime/store/sample.ts';

const density: ShapeCurve = { kind: 'density', name: 'r', at: [0, 1, 2], values: [0, 2, 1], errors: [0, 0.5, 0.25] };

test('a density fills its picture from zero to its top, with a band of one standard error', () => {
  const { x, y, lines, bands, zero } = shapeGeometry([density])!;
  expect([x, y]).toEqual([
    [0, 2],
    [0, 2],
  ]);
  const { left, right, top, bottom, width, height } = PICTURE;
  expect(zero).toBe(height - bottom);
  expect(lines[0]).toBe(
    `M${left.toFixed(1)} ${zero.toFixed(1)}L${((left + width - right) / 2).toFixed(1)} ${top.toFixed(1)}` +
      `L${(width - right).toFixed(1)} ${((zero + top) / 2).toFixed(1)}`,
  );
  expect(bands[0]).toMatch(/^M.*Z$/);
  expect(bands[0]!.split('L')).toHaveLength(6);
});

test('where there is no number the line has a gap, and without errors there is no band', () => {
  const cut: ShapeCurve = { kind: 'wave_function', name: '0', at: [0, 1, 2, 3, 4], values: [-1, 0, null, 1, 0.5] };
  const { lines, bands, y } = shapeGeometry([cut])!;
  expect(lines[0]!.match(/M/g)).toHaveLength(2);
  expect(bands).toEqual(['']);
  expect(y).toEqual([-1, 1]);
  expect(shapeGeometry([{ ...cut, values: [null, null, null, null, null] }])).toBe(null);
});

test('a potential that has no bound does not hide what is finite', () => {
  const at = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 50 - 1);
  const { y } = shapeGeometry([{ kind: 'potential', name: '', at, values: at.map((x) => -1 / Math.abs(x)) }])!;
  expect(y[0]).toBeGreaterThan(-1 / Math.abs(at[50]!));
  expect(y[1]).toBe(0);
});

test('what the evaluation has measured takes the place of what was seen while training', () => {
  const shapes = [density, { ...density, kind: 'potential' as const }];
  const seen = afterEvent(newRun('Ground'), { type: 'shapes', step: 5, time: 1, shapes });
  expect(seen.shapes).toEqual({ step: 5, samples: null, curves: shapes });
  const observables = [
    {
      kind: 'density' as const,
      text: 'density r.1',
      value: null,
      error: null,
      curve: { at: [0], values: [3], errors: [0.1] },
    },
    { kind: 'mean' as const, text: '|r|', value: 1, error: 0.1 },
  ];
  const evaluated = afterEvent(seen, { type: 'shapes', step: 9, time: 2, samples: 30, shapes });
  expect(evaluated.shapes).toEqual({ step: 9, samples: 30, curves: shapes });
  expect(afterEvent(evaluated, { ...result(9), samples: 30, observables }).shapes).toEqual({
    step: 9,
    samples: 30,
    curves: [{ kind: 'density', name: 'density r.1', at: [0], values: [3], errors: [0.1] }, shapes[1]],
  });
  expect(afterEvent(evaluated, result(9)).shapes).toEqual(evaluated.shapes);
});
