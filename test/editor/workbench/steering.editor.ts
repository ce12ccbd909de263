/** What starts, steers and shows a training in VS Code beside the lenses: keys, menus, status, the text itself. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { clickTrain } from './click-lens.ts';
import { withEvidence } from './evidence.ts';
import { frameWith } from './frame-with.ts';
import { isAlive, trainingsBelow } from './processes.ts';
import { goToLine, pick } from './quick-input.ts';
import { runsIn } from './runs-in.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe.each(equipment().vscodes)('in VS Code $version, beside the lenses', ({ version, installed }) => {
  const can = installed !== null && hasChromium;
  let browser: Browser;
  let workbench: Workbench;
  beforeAll(async () => {
    if (!can) return;
    browser = await startChromium();
    workbench = await openWorkbench(browser, installed, {
      files: ['test/editor/fixtures/session.qham'],
      size: { width: 1500, height: 1000 },
      settings: { 'qham.train.linger': 1, 'qham.train.parallel': 2, 'workbench.sideBar.location': 'right' },
    });
    await workbench.lens('▶ Train').first().waitFor();
  });
  afterAll(async () => {
    await workbench?.dispose();
    await browser?.close();
  });
  const step = (name: string, body: (workbench: Workbench) => Promise<void>) =>
    test.skipIf(!can)(name, () => withEvidence(`${version} ${name}`, workbench, () => body(workbench)));
  const line = ({ page }: Workbench, text: RegExp) => page.locator('.view-line', { hasText: text });
  /** The energies that stand behind a line, and their colour. */
  const behind = (found: Locator) =>
    found.locator('span').evaluateAll((spans) => {
      const styles = spans.map((span) => getComputedStyle(span, '::after'));
      const written = styles.find(({ content }) => content.includes('E = '));
      return written ? { text: written.content, colour: written.color } : null;
    });

  step('a key asks what to train, and a key stops it', async (workbench) => {
    const { page, server, energies } = workbench;
    await goToLine(page, 1);
    await page.keyboard.press('Control+Alt+t');
    await pick(page, 'Endless');
    await expect.poll(() => trainingsBelow(server.pid)).toHaveLength(1);
    await energies.locator('.status[data-status=training]').waitFor();
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+Alt+.');
    await expect.poll(() => trainingsBelow(server.pid)).toEqual([]);
    await energies.locator('.status[data-status=stopped]').waitFor();
  });

  step('the button at the title of the editor and the menu of the text train too', async (workbench) => {
    const { page, server } = workbench;
    await page.locator('.editor-actions [aria-label^="Train…"]').first().click();
    await pick(page, 'Short');
    await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Short, finished, passed/));
    await line(workbench, /^train\sShort/).click({ button: 'right' });
    await page.locator('.context-view .action-label', { hasText: /^Train…$/ }).click();
    await pick(page, 'Endless');
    await expect.poll(() => trainingsBelow(server.pid)).toHaveLength(1);
    await workbench.command('QHam: Stop Everything');
    await expect.poll(() => trainingsBelow(server.pid)).toEqual([]);
  });

  step('the status of the language says device, units and the last run', async (workbench) => {
    const { page } = workbench;
    await page.locator('.statusbar-item[id="status.languageStatus"]').hover();
    const hover = page.locator('.hover-language-status');
    const texts = async () => (await hover.allTextContents()).join('\n');
    await expect.poll(texts).toMatch(/auto[\s\S]*device to train on/);
    expect(await texts()).toMatch(/oscillator[\s\S]*units of this file/);
    expect(await texts()).toMatch(/(Short|Endless) [\d.]+[\s\S]*last run/);
    await page.mouse.move(300, 500);
  });

  step('energies at the end of the line turn grey when the text has changed, and back', async (workbench) => {
    const { page } = workbench;
    const short = line(workbench, /^train\sShort/);
    await expect.poll(async () => (await behind(short))?.text).toMatch(/E = 0\.\d+\(\d+\)\s+✓ \d+\.\dσ from exact/);
    const fresh = await behind(short);
    await goToLine(page, 1);
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await expect.poll(async () => (await behind(short))?.colour).not.toBe(fresh!.colour);
    expect((await behind(short))?.text).toBe(fresh!.text);
    await page.keyboard.press('Control+z');
    await expect.poll(() => behind(short)).toEqual(fresh);
  });

  step('a point of the chart leads to the line of the schedule', async (workbench) => {
    const { page, energies } = workbench;
    await goToLine(page, 1);
    await energies.locator('.canvas').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const cursor = page.locator('.statusbar-item[id="status.editor.selection"]');
    // The phase `main` of the schedule that the run shown had.
    await expect.poll(() => cursor.textContent()).toMatch(/Ln (16|26), Col 3/);
  });

  step('the typeset view and the text lead to each other', async (workbench) => {
    const { page } = workbench;
    await goToLine(page, 1);
    await workbench.command('QHam: Show the File Typeset');
    const frame = await frameWith(page, '.typeset .rows > li svg');
    const rows = frame.locator('.typeset .rows > li');
    await goToLine(page, 6);
    const marked = () => rows.evaluateAll((all) => all.findIndex((row) => row.classList.contains('current')));
    await expect.poll(marked).toBeGreaterThan(0);
    const atH = await marked();
    expect(await rows.nth(atH).locator('svg').count()).toBeGreaterThan(0);
    await goToLine(page, 35);
    await expect.poll(marked).toBeGreaterThan(atH);
    await rows.nth(atH).locator('.show').click();
    const cursor = page.locator('.statusbar-item[id="status.editor.selection"]');
    await expect.poll(() => cursor.textContent()).toMatch(/Ln 6,/);
    await expect.poll(marked).toBe(atH);
  });

  step('what was told to keep running outlives its VS Code, and nothing else does', async (workbench) => {
    const { page, server } = workbench;
    await clickTrain(workbench, 'Endless');
    const [kept] = trainingsBelow(server.pid);
    await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Endless, training/));
    await workbench.command('QHam: Keep Running When VS Code Closes (On or Off)');
    await pick(page, /^Endless/);
    await page.getByText('Endless will go on to its end when VS Code closes').first().waitFor();
    try {
      await clickTrain(workbench, 'Endless');
      const other = trainingsBelow(server.pid).find((pid) => pid !== kept);
      await workbench.energies.locator('.status[data-status=training]').waitFor();
      await server.close();
      await expect.poll(() => isAlive(other!)).toBe(false);
      expect(isAlive(kept!)).toBe(true);
    } finally {
      process.kill(kept!, 'SIGKILL');
    }
  });
});
