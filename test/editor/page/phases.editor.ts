import { describe, expect, test } from 'vitest';
import { hasChromium } from '../equipment.ts';
import { startFixture } from '../fixtures/start.ts';
import { energiesViews } from './energies-views.ts';

describe.skipIf(!hasChromium)('the phases of a schedule', () => {
  const energies = energiesViews();
  const finished = async (phases: string) => {
    startFixture(energies.runs, 'trains', { environment: { PHASES: phases } });
    const view = await energies.open();
    await view.page.locator('.status[data-status=finished]').waitFor();
    return view;
  };

  test.each([
    ['1', []],
    ['2', ['warm_up', 'main']],
  ])('of %s are marked in the chart by their names: %s', async (phases, names) => {
    const { page } = await finished(phases);
    await page.evaluate(() => {
      const { prototype } = CanvasRenderingContext2D;
      const { fillText } = prototype;
      const texts = new Set<string>();
      Object.assign(window, { texts });
      prototype.fillText = function (text: string, x: number, y: number) {
        texts.add(text);
        fillText.call(this, text, x, y);
      };
    });
    const drawn = () => page.evaluate(() => [...(window as unknown as { texts: Set<string> }).texts]);
    await page.getByLabel('Quantity to draw').selectOption({ label: 'Variance' });
    // Its axes are drawn in the same turn.
    await expect.poll(drawn).toContain('400');
    expect((await drawn()).filter((text) => /^[a-z_]+$/.test(text))).toEqual(names);
  });

  test('are what a point of the chart leads to', async () => {
    const { page, messages } = await finished('2');
    await page.locator('.canvas').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => messages).toContainEqual({ type: 'schedule', run: 1, step: 400 });
    await page.locator('.canvas').click({ position: { x: 200, y: 60 } });
    await expect.poll(() => messages.filter(({ type }) => type === 'schedule').length).toBe(2);
  });
});
