import type { Page } from 'playwright-core';

/** How many pixels of the chart have this colour (#rrggbb), each part of it so far off at most, and an opacity (0 to 255) in this range. */
export function pixelsLike(page: Page, colour: string, [least, most] = [255, 255], off = 0): Promise<number> {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return page.locator('canvas').evaluate(
    (canvas: HTMLCanvasElement, { parts, from, to, apart }) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        if (
          parts.every((part, k) => Math.abs(data[i + k]! - part) <= apart) &&
          data[i + 3]! >= from &&
          data[i + 3]! <= to
        )
          count += 1;
      return count;
    },
    { parts: wanted, from: least!, to: most!, apart: off },
  );
}
