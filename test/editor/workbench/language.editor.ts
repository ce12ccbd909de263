/** What the language says in a real VS Code while a file is read and written, with the pictures of it in docs. */
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { goToLine } from './quick-input.ts';
import { stepsIn } from './steps.ts';
import type { Workbench } from './workbench.ts';

const { vscodes, pictures } = equipment();
const newest = vscodes.at(-1)!;
/** A particle between two wells, and one sum of an energy and a length. */
const FILE = 'test/editor/fixtures/double-well.qham';
const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' };

describe.each(Object.entries(THEMES))('in VS Code, %s', (tone, theme) => {
  const step = stepsIn(
    newest,
    {
      files: [FILE],
      size: { width: 900, height: 640 },
      settings: {
        'workbench.colorTheme': theme,
        'workbench.activityBar.location': 'hidden',
        'workbench.secondarySideBar.defaultVisibility': 'hidden',
        'editor.fontSize': 13,
        'editor.minimap.enabled': false,
        'editor.stickyScroll.enabled': false,
        'breadcrumbs.enabled': false,
      },
    },
    async ({ page, command }) => {
      // Everything has been checked once.
      await page.locator('.squiggly-error').first().waitFor();
      await command('View: Toggle Primary Side Bar Visibility');
      await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    },
  );

  /** Puts the cursor on a line (from 1), so many signs from its first one. */
  async function cursorAt({ page }: Workbench, line: number, column: number): Promise<void> {
    await goToLine(page, line);
    await page.keyboard.press('Home');
    for (let i = 0; i < column; i++) await page.keyboard.press('ArrowRight');
  }

  async function hoverAt(workbench: Workbench, line: number, column: number): Promise<Locator> {
    const { page } = workbench;
    await cursorAt(workbench, line, column);
    await workbench.command('Show or Focus Hover');
    const hover = page.locator('.monaco-hover:not(.hidden)').filter({ visible: true });
    await hover.first().waitFor();
    return hover.first();
  }

  step('a hover shows the formula as on paper, its dimension and the curve of the potential', async (workbench) => {
    const hover = await hoverAt(workbench, 8, 0);
    const drawn = () =>
      hover.locator('img').evaluateAll((images) => (images as HTMLImageElement[]).map((image) => image.naturalWidth));
    await expect.poll(async () => (await drawn()).filter((width) => width > 0).length).toBeGreaterThanOrEqual(2);
    expect(await hover.textContent()).toContain('energy');
    await workbench.page.screenshot({ path: join(pictures, `hover-${tone}.png`) });
    await workbench.page.keyboard.press('Escape');
  });

  step('an energy plus a length is an error at the plus', async (workbench) => {
    const hover = await hoverAt(workbench, 10, 13);
    await expect.poll(() => hover.textContent()).toContain('an energy plus a length: unlike quantities have no sum');
    await workbench.page.screenshot({ path: join(pictures, `dimension-${tone}.png`) });
    await workbench.page.keyboard.press('Escape');
  });

  step('completion offers the settings that can stand there, with what they mean', async (workbench) => {
    const { page } = workbench;
    await goToLine(page, 19);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('evaluate { s');
    await workbench.command('Trigger Suggest');
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.first().waitFor();
    expect(await rows.allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('samples')]));
    await page.screenshot({ path: join(pictures, `completion-${tone}.png`) });
    await page.keyboard.press('Escape');
  });
});
