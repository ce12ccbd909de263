/** How much the Energies view draws, and how often. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasChromium } from '../equipment.ts';
import { startFixture } from '../fixtures/start.ts';
import { energiesViews } from './energies-views.ts';

describe.skipIf(!hasChromium)('what the Energies view draws', () => {
  const energies = energiesViews();

  /** The view at the end of a training of so many steps. */
  const trained = async (steps: number) => {
    const view = await energies.open();
    startFixture(energies.runs, 'trains', { environment: { STEPS: String(steps) } });
    await view.page.locator('.status[data-status=finished]').waitFor();
    return view;
  };

  test('is bounded by the width of the chart, however many steps there are', async () => {
    const { page, updates, faults } = await trained(100_000);
    expect(await page.locator('dd', { hasText: '100,000 / 100,000' }).count()).toBe(1);
    const held = updates.map(({ shown }) => (shown ? shown.curve.from + shown.curve.buckets.length : 0));
    expect(Math.max(...held)).toBeLessThanOrEqual(2000);
    const columns = await page.locator('.canvas').evaluate(({ clientWidth }) => clientWidth);
    // Every column has points: one of the lowest, one of the highest and two of the band, and of the mean four at most.
    const { points } = await wheel(page, 1);
    expect(points).toBeGreaterThan(4 * 0.5 * columns);
    expect(points).toBeLessThanOrEqual(8 * columns);
    expect(faults).toEqual([]);
  });

  test('is one drawing for all turns of the wheel between two frames', async () => {
    const { page } = await trained(400);
    await page.getByText('Numbers of this chart').click();
    const seen = () => page.locator('.data tbody th').evaluateAll((steps) => steps.map((step) => step.textContent));
    const whole = await seen();
    for (let i = 0; i < 5; i++) expect((await wheel(page, 1)).drawings).toBe(1);
    const one = await seen();
    expect(one).not.toEqual(whole);
    await page.getByRole('button', { name: 'Whole curve' }).click();
    await expect.poll(seen).toEqual(whole);
    expect((await wheel(page, 5)).drawings).toBe(1);
    expect(await seen()).toEqual(one);
  });
});

/** Turns the wheel so many times between two frames; returns how often the chart was drawn for that, and by how many points of lines. */
const wheel = (page: Page, turns: number): Promise<{ drawings: number; points: number }> =>
  page.locator('.canvas').evaluate(async (canvas, times) => {
    const frames = async () => {
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    };
    await frames();
    const { clearRect } = CanvasRenderingContext2D.prototype;
    const { lineTo } = Path2D.prototype;
    let drawings = 0;
    let points = 0;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      drawings += 1;
      clearRect.apply(this, box);
    };
    Path2D.prototype.lineTo = function (...to) {
      points += 1;
      lineTo.apply(this, to);
    };
    for (let i = 0; i < times; i++)
      canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: -30, bubbles: true, cancelable: true }));
    await frames();
    CanvasRenderingContext2D.prototype.clearRect = clearRect;
    Path2D.prototype.lineTo = lineTo;
    return { drawings, points };
  }, turns);
