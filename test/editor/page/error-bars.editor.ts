import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareTexts } from '../../../extension/compare/texts.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { startFixture, whenOver } from '../fixtures/start.ts';
import { THEMES } from '../fixtures/themes.ts';
import { openPage, openView } from './open-view.ts';
import { pixelsLike } from './pixels.ts';

const { results } = equipment();

describe.skipIf(!hasChromium)('error bars in charts', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  test('the running mean of a training has a band, with its width in the table', async () => {
    const runs = new Runs();
    const { id } = startFixture(runs, 'trains');
    await whenOver(runs, id);
    const { page, faults } = await openView(browser, runs, THEMES.dark, { width: 460, height: 900 });
    await page.locator('.status[data-status=finished]').waitFor();
    await page.getByRole('button', { name: 'Zoom to the end' }).click();
    // Thirty percent of the line's colour.
    await expect.poll(() => pixelsLike(page, THEMES.dark.variables['charts-blue']!, [72, 82], 4)).toBeGreaterThan(1000);
    await page.screenshot({ path: join(results, 'energy-band.png') });
    await page.getByText('Numbers of this chart').click();
    expect(await page.locator('.data thead').textContent()).toBe('StepState 0± of sampling');
    // Errors of 0.003 a step, 9 steps in a mean, 1.8 of which tell as much as one.
    expect(await page.locator('.data tbody tr').first().locator('td').last().textContent()).toBe(
      String(Number((0.003 * Math.sqrt(1.8 / 9)).toPrecision(4))),
    );
    expect(await page.locator('figcaption').textContent()).toContain('± one standard error of the sampling');
    expect(faults).toEqual([]);
    await page.close();
  });

  test('each run of a comparison shows its result with its error bar', async () => {
    const bucket = (first: number) => ({
      first,
      count: 1,
      low: [1.5],
      high: [1.5],
      mean: [1.5],
      time: first,
      more: [],
    });
    const run = (name: string, errors: (number | null)[]) => ({
      name,
      path: name,
      status: 'finished',
      energies: [1.51],
      errors,
      references: [],
      buckets: [bucket(1), { ...bucket(2), low: [1.48], high: [1.54] }],
    });
    const opened = await openPage(
      browser,
      THEMES.dark,
      { width: 700, height: 700 },
      'compare',
      compareTexts(plainEnglish),
      () => null,
    );
    await opened.load();
    const { page } = opened;
    const colour = THEMES.dark.variables['charts-yellow']!;
    const show = (errors: (number | null)[]) =>
      opened.send({
        type: 'compare',
        runs: [run('First', [0.02]), run('Second', errors)],
        differences: [],
        changes: [],
      });
    show([null]);
    await page.getByRole('button', { name: 'Second' }).waitFor();
    const without = await pixelsLike(page, colour);
    show([0.02]);
    await expect.poll(() => page.locator('.energies').textContent()).toContain('1.51(2)');
    await expect.poll(() => pixelsLike(page, colour)).toBeGreaterThan(without + 100);
    expect(opened.faults).toEqual([]);
    await page.close();
  });
});
