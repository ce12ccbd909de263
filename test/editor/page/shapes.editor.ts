import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Runs } from '../../../extension/training/runs.ts';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { startFixture, whenOver, whenRun } from '../fixtures/start.ts';
import { THEMES } from '../fixtures/themes.ts';
import { axeFindings } from './axe.ts';
import { contrastOf } from './contrast.ts';
import { openView } from './open-view.ts';

const { pictures: pictureFolder } = equipment();

describe.skipIf(!hasChromium)('what the state looks like', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  test.each(Object.keys(THEMES) as (keyof typeof THEMES)[])(
    'densities and cuts are drawn in the theme %s, with their numbers',
    async (theme) => {
      const runs = new Runs();
      const { id } = startFixture(runs, 'trains', { environment: { UNTIL: 'training' } });
      await whenRun(runs, id, ({ state }) => state.shapes?.step === 400);
      const { page, faults } = await openView(browser, runs, THEMES[theme], { width: 460, height: 1120 });
      const pictures = page.locator('.shapes svg');
      await pictures.first().waitFor();
      expect(await page.locator('.shapes h2').textContent()).toBe('The state after step 400');
      expect(await page.locator('.shapes .caption').allTextContents()).toEqual([
        'One-body density r',
        'Pair density',
        'Wave function, cut',
        'Potential, cut',
      ]);
      expect(await pictures.first().getAttribute('aria-label')).toMatch(
        /^One-body density: r 1\.67\d* \(first coordinate −0\.1\)$/,
      );
      // Drawn, and in the colour of the theme.
      const line = page.locator('.shapes .line').first();
      expect(await line.evaluate((path: SVGPathElement) => path.getTotalLength())).toBeGreaterThan(200);
      const colour = THEMES[theme].variables['charts-blue']!;
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      expect(await line.evaluate((path) => getComputedStyle(path).stroke)).toBe(`rgb(${r}, ${g}, ${b})`);
      await page.locator('.shapes').getByText('Numbers of these curves').click();
      expect(await page.locator('.shapes table').count()).toBe(4);
      expect(await page.locator('.shapes table').first().locator('thead').textContent()).toBe('first coordinaterError');
      expect(await page.locator('.shapes table').first().locator('tbody tr').count()).toBe(20);
      expect((await contrastOf(page)).filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      expect(await axeFindings(page, 'energies: what the state looks like', theme)).toEqual([]);
      await page.locator('.shapes').getByText('Numbers of these curves').click();
      await page.screenshot({ path: join(pictureFolder, `energies-view-${theme}.png`) });
      expect(faults).toEqual([]);
      await page.close();
      runs.stop(id);
      await whenOver(runs, id);
    },
  );

  test.skipIf(process.platform === 'win32')('they change while it trains', async () => {
    const runs = new Runs();
    const { id } = startFixture(runs, 'trains', { environment: { HALT: '100' } });
    const { page, faults } = await openView(browser, runs, THEMES.dark);
    const step = page.locator('.shapes h2');
    // The densest place of particles whose cloud becomes narrower.
    const highest = async () => {
      const label = await page.locator('.shapes svg').first().getAttribute('aria-label');
      return Number(/^One-body density: r ([\d.]+)/.exec(label!)![1]);
    };
    await expect.poll(() => step.textContent()).toBe('The state after step 100');
    const before = await highest();
    process.kill(runs.find(id)!.process!.pid!, 'SIGUSR2');
    await expect.poll(() => step.textContent()).toBe('The state after step 400');
    expect(await highest()).toBeGreaterThan(1.1 * before);
    expect(faults).toEqual([]);
    await page.close();
    await whenOver(runs, id);
  });
});
