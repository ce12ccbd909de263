import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { equipment, hasChromium } from '../equipment.ts';
import { startFixture, whenOver, whenRun } from '../fixtures/start.ts';
import { THEMES } from '../fixtures/themes.ts';
import { axeFindings } from './axe.ts';
import { contrastOf } from './contrast.ts';
import { energiesViews } from './energies-views.ts';
import { pixelsLike } from './pixels.ts';

const { results } = equipment();

describe.skipIf(!hasChromium)('the Energies view', () => {
  const energies = energiesViews();
  const status = (page: Page, value: string) => page.locator(`.status[data-status=${value}]`).waitFor();

  test.each(Object.keys(THEMES) as (keyof typeof THEMES)[])(
    'reads well in the theme %s, wide and narrow',
    async (theme) => {
      const view = await energies.open(theme);
      const { page } = view;
      const look = async (name: string) => {
        for (const width of [200, 420]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          await page.screenshot({ path: join(results, `view-${theme}-${name}-${width}.png`) });
        }
        const faint = (await contrastOf(page)).filter(({ contrast }) => contrast < 4.5);
        expect(faint, name).toEqual([]);
        expect(await axeFindings(page, `energies: ${name}`, theme), name).toEqual([]);
      };
      await page.locator('.empty').waitFor();
      await look('empty');
      const training = startFixture(energies.runs, 'trains', { environment: { UNTIL: 'training' } });
      await page.locator('dd', { hasText: '400 / 400' }).waitFor();
      await status(page, 'training');
      await look('training');
      energies.runs.stop(training.id);
      await whenOver(energies.runs, training.id);
      startFixture(energies.runs, 'trains', { environment: { STATES: '5', PHASES: '2' }, train: 'Spectrum3D' });
      await status(page, 'finished');
      await look('finished');
      startFixture(energies.runs, 'crashes');
      await page.locator('.problem h2').waitFor();
      await look('failed');
      expect(view.faults).toEqual([]);
    },
  );

  test('states a batch energy without an error bar while training, and one with it at the end', async () => {
    const { page } = await energies.open();
    const training = startFixture(energies.runs, 'trains', { environment: { UNTIL: 'evaluation' } });
    await status(page, 'evaluating');
    expect(await page.locator('.single strong').textContent()).toBe('1.5000');
    expect(await page.locator('.what').textContent()).toContain('no error bar');
    energies.runs.stop(training.id);
    await whenOver(energies.runs, training.id);
    startFixture(energies.runs, 'trains');
    await status(page, 'finished');
    expect(await page.locator('.single strong').textContent()).toBe('1.5003(4)');
    expect(await page.locator('.compared').textContent()).toMatch(/exact 1\.5 .*\+0\.0003\(4\)/);
    expect(await page.getByRole('img', { name: 'passed' }).count()).toBe(1);
    expect(await page.locator('.stop').isVisible()).toBe(false);
  });

  test('lists the states in order, each with its level', async () => {
    const { page } = await energies.open();
    startFixture(energies.runs, 'trains', { environment: { STATES: '5' } });
    await status(page, 'finished');
    const rows = await page.locator('.energies tbody tr').evaluateAll((found) => found.map((row) => row.textContent));
    expect(rows[0]).toBe('01.5003(4)exact 1.5+0.0003(4)');
    expect(rows).toHaveLength(5);
  });

  test('takes the colours of another theme at once', async () => {
    const { page, setTheme } = await energies.open('dark');
    startFixture(energies.runs, 'trains');
    await status(page, 'finished');
    await expect.poll(() => pixelsLike(page, THEMES.dark.variables['charts-blue']!)).toBeGreaterThan(200);
    await setTheme(THEMES.light);
    await expect.poll(() => pixelsLike(page, THEMES.light.variables['charts-blue']!)).toBeGreaterThan(200);
    expect(await pixelsLike(page, THEMES.dark.variables['charts-blue']!)).toBe(0);
  });

  test('draws each quantity that the steps have, against step or time, with its numbers as a table', async () => {
    const { page, faults } = await energies.open('dark', { width: 460, height: 900 });
    startFixture(energies.runs, 'trains', { environment: { STATES: '2', PHASES: '2' } });
    await status(page, 'finished');
    const choice = page.getByLabel('Quantity to draw');
    const offered = await choice.locator('option').allTextContents();
    expect(offered).toEqual([
      'Energy',
      'Distance to the reference',
      'Variance',
      'Acceptance',
      'Autocorrelation time in steps',
      'Loss',
      'Learning rate',
      'Time of a step',
    ]);
    await page.getByText('Numbers of this chart').click();
    const rows = page.locator('.data tbody tr');
    for (const quantity of offered) {
      await choice.selectOption({ label: quantity });
      expect(await page.locator('.data caption').textContent()).toBe(quantity);
      expect(await rows.count()).toBeGreaterThan(15);
      expect(await rows.last().locator('th').textContent()).toBe('400');
      expect(await page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBeGreaterThan(0);
      await page.screenshot({ path: join(results, `quantity-${offered.indexOf(quantity)}.png`) });
    }
    expect(await page.locator('.data thead').textContent()).toBe('Stepsamplingenergygradientoptimizerother');
    await choice.selectOption({ label: 'Distance to the reference' });
    await page.getByRole('button', { name: 'Against time' }).click();
    await page.screenshot({ path: join(results, 'quantity-distance-time.png') });
    expect(await page.locator('.judgement').textContent()).toContain('come to rest');
    expect(await page.locator('.measured').textContent()).toContain('1/2 * |r|^20.7499(12)');
    expect(faults).toEqual([]);
  });

  test('zooms by wheel, buttons and keys, pans by dragging, and shows the whole curve again', async () => {
    const { page } = await energies.open();
    startFixture(energies.runs, 'trains');
    await status(page, 'finished');
    await page.getByText('Numbers of this chart').click();
    const first = () => page.locator('.data tbody th').first().textContent().then(Number);
    const last = () => page.locator('.data tbody th').last().textContent().then(Number);
    expect([await first(), await last()]).toEqual([1, 400]);
    const box = (await page.locator('.canvas').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -300);
    await page.mouse.wheel(0, -300);
    await expect.poll(first).toBeGreaterThan(1);
    expect(await last()).toBeLessThan(400);
    const before = await first();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(first).toBeLessThan(before);
    await page.getByRole('button', { name: 'Whole curve' }).click();
    await expect.poll(last).toBe(400);
    await page.locator('.canvas').focus();
    await page.keyboard.press('+');
    await expect.poll(last).toBeLessThan(400);
    await page.keyboard.press('0');
    await expect.poll(last).toBe(400);
  });

  test('a page that comes back shows what it missed', async () => {
    const first = await energies.open();
    const { id } = startFixture(energies.runs, 'endless');
    await status(first.page, 'training');
    await first.page.close();
    const seen = first.updates.length;
    const { state } = await whenRun(energies.runs, id, (run) => run.state.step > 50);
    expect(first.updates.length).toBe(seen);
    const second = await energies.open();
    await expect.poll(() => second.updates.at(-1)?.shown?.run.step ?? 0).toBeGreaterThanOrEqual(state.step);
    expect(second.updates[0]?.shown?.curve).toMatchObject({ from: 0, buckets: { 0: { first: 1 } } });
  });

  test('everything is reached by keys: the choice, the chart, Stop', async () => {
    const { page, messages } = await energies.open();
    startFixture(energies.runs, 'trains', { environment: { UNTIL: 'training' } });
    await page.locator('dd', { hasText: '400 / 400' }).waitFor();
    await page.locator('.canvas').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('figcaption').textContent()).toContain('Step 400: 1.');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('figcaption').textContent()).toContain('Step 399: 1.');
    const zoom = page.getByRole('button', { name: 'Zoom to the end' });
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await zoom.getAttribute('aria-pressed')).toBe('true');
    const tabbed: string[] = [];
    await page.locator('body').focus();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      tabbed.push(await page.evaluate(() => document.activeElement?.className ?? ''));
    }
    expect(tabbed).toEqual(expect.arrayContaining(['primary stop', 'canvas']));
    await page.locator('.stop').focus();
    await page.keyboard.press('Enter');
    await status(page, 'stopped');
    expect(messages).toContainEqual({ type: 'action', action: 'stop', run: 1 });
  });

  test('tells those who listen what those who look can see', async () => {
    const { page } = await energies.open();
    const spoken = page.locator('[aria-live=polite]');
    startFixture(energies.runs, 'trains');
    await status(page, 'finished');
    const text = await spoken.textContent();
    expect(text).toContain('Ground: Finished, step 400 of 400');
    expect(text).toContain('Energy 1.5003(4)');
    expect(text).toContain('energy = exact within 1%: passed');
    expect(await page.locator('.canvas').getAttribute('aria-label')).toBe('Energy against training step');
  });

  test('nothing moves for those who asked for that', async () => {
    const { page } = await energies.open();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    startFixture(energies.runs, 'endless');
    await status(page, 'training');
    const motion = await page.evaluate(() => document.getAnimations().length);
    expect(motion).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
  });

  test('a failure shows its reason and a way out', async () => {
    const { page, messages } = await energies.open();
    startFixture(energies.runs, 'crashes', { environment: { CODE: '4', BEGUN: 'no' } });
    await page.locator('.problem h2').waitFor();
    expect(await page.locator('.problem h2').textContent()).toContain('device');
    expect(await page.locator('.problem pre').textContent()).toContain('the tensor engine lost its device');
    await page.getByRole('button', { name: 'Open settings' }).click();
    await expect.poll(() => messages).toContainEqual({ type: 'action', action: 'settings', run: 1 });
    expect(await page.locator('.progress').isVisible()).toBe(false);
  });
});
