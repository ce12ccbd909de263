import type { Colours } from '../lsp/appearance.ts';
import { type Interval, ticks } from './scale.ts';

/** A picture with two axes. Sizes are in pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** The whole picture around what is drawn in it. */
  readonly around: (inside: string) => string;
}

const MARGIN = { left: 42, right: 10, top: 8, bottom: 20 };

/** A picture of so many pixels in which the intervals fill the space between the axes. */
export function frame(size: { width: number; height: number }, x: Interval, y: Interval, colours: Colours): Frame {
  const { width, height } = size;
  const right = width - MARGIN.right;
  const bottom = height - MARGIN.bottom;
  const toX = (value: number) => MARGIN.left + ((value - x[0]) / (x[1] - x[0])) * (right - MARGIN.left);
  const toY = (value: number) => bottom - ((value - y[0]) / (y[1] - y[0])) * (bottom - MARGIN.top);
  const label = (at: string, anchor: string, value: number) =>
    `<text ${at} text-anchor="${anchor}" fill="${colours.text}">${String(value).replace('-', '−')}</text>`;
  const alongX = ticks(x, 5).map(
    (value) =>
      `<path d="M${round(toX(value))} ${bottom}v4" stroke="${colours.faint}"/>` +
      label(`x="${round(toX(value))}" y="${bottom + 15}"`, 'middle', value),
  );
  const alongY = ticks(y, 4).map(
    (value) =>
      `<path d="M${MARGIN.left} ${round(toY(value))}h-4" stroke="${colours.faint}"/>` +
      label(`x="${MARGIN.left - 7}" y="${round(toY(value) + 3.5)}"`, 'end', value),
  );
  const border = `<path d="M${MARGIN.left} ${MARGIN.top}V${bottom}H${right}" fill="none" stroke="${colours.faint}"/>`;
  const clip = `<clipPath id="inside"><rect x="${MARGIN.left}" y="${MARGIN.top - 1}" width="${right - MARGIN.left}" height="${bottom - MARGIN.top + 2}"/></clipPath>`;
  return {
    width,
    height,
    x: toX,
    y: toY,
    around: (inside) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}px" height="${height}px" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="10">${clip}${border}${alongX.join('')}${alongY.join('')}<g clip-path="url(#inside)">${inside}</g></svg>`,
  };
}

/** A pixel to a tenth. */
export function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
