import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelColumns } from '../../../extension/webview/pixel-columns.ts';

const WIDTH = 2;

test('no two columns share their pixels, and each keeps the extremes of the values in it', () => {
  const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 200 }), fc.double({ min: 0.05, max: 3, noNaN: true }), (values, apart) => {
      const places = values.map((_, i) => i);
      const x = (place: number) => 60 + apart * place;
      const inColumns = new Map<number, number[]>();
      for (const place of places) {
        const column = Math.floor(x(place) / WIDTH);
        inColumns.set(column, [...(inColumns.get(column) ?? []), place]);
      }
      const columns = pixelColumns(places, values, 0, values.length - 1, x, WIDTH);
      expect(columns.map((column) => column && [column.first, column.low, column.high, column.last])).toEqual(
        [...inColumns.values()].map((at) => {
          const finite = at.flatMap((place) => values[place] ?? []);
          return finite.length === 0
            ? null
            : [finite[0], Math.min(...finite), Math.max(...finite), finite[finite.length - 1]];
        }),
      );
      for (const [i, column] of columns.entries())
        if (column) expect(Math.floor(column.x / WIDTH)).toBe([...inColumns.keys()][i]);
    }),
  );
});

test('where points lie farther apart than pixels they are drawn as they are', () => {
  const columns = pixelColumns([0, 1, 2, 3], [5, null, 7, 8], 1, 3, (place) => 10.5 * place, WIDTH);
  expect(columns).toEqual([
    null,
    { x: 21, first: 7, low: 7, high: 7, last: 7 },
    { x: 31.5, first: 8, low: 8, high: 8, last: 8 },
  ]);
});
