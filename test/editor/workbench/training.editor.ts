import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { clickTrain } from './click-lens.ts';
import { commandLineOf, executableOf, isAlive, listeningBelow, trainingsBelow } from './processes.ts';
import { pick } from './quick-input.ts';
import { stepsIn } from './steps.ts';
import { TRAINING } from './training-time.ts';
import type { Workbench } from './workbench.ts';

const { vscodes, pictures, results } = equipment();
const EXAMPLE = 'examples/oscillator.qham';
/** One picture of each kind of theme: the oldest VS Code takes the light one, the newest the dark one. */
const THEMES = ['Default Light Modern', 'Default Dark Modern'];

describe.each(vscodes)('in VS Code $version', (vscode) => {
  const { version, installed } = vscode;
  const theme = THEMES[vscodes.findIndex((vscode) => vscode.version === version) % THEMES.length]!;
  const step = stepsIn(vscode, {
    files: [EXAMPLE],
    size: { width: 1560, height: 960 },
    settings: {
      'workbench.colorTheme': theme,
      'workbench.sideBar.location': 'right',
      'editor.fontSize': 13,
      'editor.stickyScroll.enabled': false,
      'breadcrumbs.enabled': false,
      // However long a busy machine takes to reload a window.
      'qham.train.linger': 600,
    },
  });

  step('a click on the lens of Ground trains to the expected energy', async (workbench) => {
    const { page, energies } = workbench;
    await clickTrain(workbench, 'Ground');
    await energies.locator('[data-status=training]').waitFor();
    const trainings = trainingsBelow(workbench.server.pid);
    // What is packaged, on VS Code's own executable: there is no Node on the path of this VS Code.
    expect(trainings.map(commandLineOf)).toEqual([expect.stringContaining(installed!.extension)]);
    expect(trainings.map(executableOf)).toEqual([realpathSync(installed!.node)]);
    await widenSideBar(workbench, 480);
    await energies.locator('[data-status=finished]').waitFor({ timeout: TRAINING });
    expect(await energies.locator('h1').textContent()).toBe('Ground');
    const energy = await energies.locator('.single strong').textContent();
    expect(energy).toMatch(/^1\.\d+\(\d+\)$/);
    expect(Math.abs(Number.parseFloat(energy!) - 1.5)).toBeLessThan(0.003);
    expect(await energies.locator('.compared').textContent()).toContain('exact 1.5');
    expect(await energies.locator('.expectations li').getAttribute('data-verdict')).toBe('pass');
    await expect.poll(() => drawnPixels(workbench)).toBeGreaterThan(500);
    await expect.poll(() => trainingsBelow(workbench.server.pid)).toEqual([]);
    // The same at the end of the line that was trained.
    const written = () =>
      page
        .locator('.view-line', { hasText: /^train\sGround\s/ })
        .locator('span')
        .evaluateAll((spans) => spans.map((span) => getComputedStyle(span, '::after').content).join(''));
    await expect.poll(written).toMatch(/E = 1\.\d+\(\d+\)\s+[✓✗] \d+\.\dσ from exact/);
    await workbench.lens('Show').first().waitFor();
    await workbench.lens('Stop').waitFor({ state: 'detached' });
    // Where nothing answers to it.
    await page.mouse.move(500, 16);
    await page.screenshot({ path: join(pictures, theme.includes('Dark') ? 'energies.png' : 'energies-light.png') });
    if (!theme.includes('Dark')) return;
    await workbench.command('Preferences: Color Theme');
    await pick(page, 'Dark High Contrast');
    await page.locator('.monaco-workbench.hc-black').waitFor();
    await expect.poll(() => drawnPixels(workbench)).toBeGreaterThan(500);
    await page.screenshot({ path: join(pictures, 'energies-contrast.png') });
  });

  step('Stop in the view, reached by keys, stops a second training; nothing of it all listens', async (workbench) => {
    const { page, energies } = workbench;
    await clickTrain(workbench, 'Spectrum3D');
    await expect.poll(() => energies.locator('h1').textContent()).toBe('Spectrum3D');
    await expect.poll(() => energies.locator('.energies tbody tr').count()).toBe(5);
    expect(listeningBelow(workbench.server.pid)).toEqual([]);
    await workbench.command('QHam: Show Energies');
    const tabbed = async () => {
      if ((await energies.locator('.stop:focus').count()) === 1) return true;
      // Whoever has the focus gets the key: in the editor it would indent a line.
      const inView = await page.evaluate(() => document.activeElement?.tagName === 'IFRAME');
      if (inView) await page.keyboard.press('Tab');
      else await workbench.command('QHam: Show Energies');
      return false;
    };
    await expect.poll(tabbed, { message: 'the Tab key reaches Stop' }).toBe(true);
    await page.keyboard.press('Enter');
    await energies.locator('[data-status=stopped]').waitFor();
    expect(await energies.locator('.notice').textContent()).toContain('qham resume');
    await expect.poll(() => trainingsBelow(workbench.server.pid)).toEqual([]);
  });

  step('the earlier training is still there, also after the view was hidden', async (workbench) => {
    const { energies } = workbench;
    await energies.locator('.choice select').selectOption({ index: 1 });
    await expect.poll(() => energies.locator('h1').textContent()).toBe('Ground');
    await workbench.command('View: Show Explorer');
    await energies.locator('h1').waitFor({ state: 'hidden' });
    await workbench.command('QHam: Show Energies');
    await expect.poll(() => energies.locator('h1').textContent()).toBe('Ground');
    await energies.locator('[data-status=finished]').waitFor();
    await expect.poll(() => drawnPixels(workbench)).toBeGreaterThan(500);
  });

  step('a window that reloads finds its training again, and stops it', async (workbench) => {
    const { page, energies, server } = workbench;
    await clickTrain(workbench, 'Spectrum3D');
    await energies.locator('[data-status=training]').waitFor();
    const [training] = trainingsBelow(server.pid);
    await page.reload();
    await page.waitForSelector('.monaco-workbench');
    await workbench.command('QHam: Show Energies');
    await energies.locator('[data-status=training]').waitFor();
    expect(await energies.locator('h1').textContent()).toBe('Spectrum3D');
    expect(isAlive(training!)).toBe(true);
    const step = () => energies.locator('dd').first().textContent();
    const before = await step();
    await expect.poll(step).not.toBe(before);
    await page.screenshot({ path: join(results, `runs-${version}.png`) });
    await energies.getByRole('button', { name: 'Stop', exact: true }).click();
    await energies.locator('[data-status=stopped]').waitFor();
    await expect.poll(() => isAlive(training!)).toBe(false);
  });

  step('the tree lists every run with its state', async (workbench) => {
    const rows = workbench.page.locator('[aria-label="Runs"] .monaco-list-row');
    await expect.poll(() => rows.allTextContents()).toHaveLength(6);
    const [file, first] = await rows.allTextContents();
    expect(file).toContain('oscillator.qham');
    expect(first).toContain('Spectrum3D');
    expect((await rows.evaluateAll((found) => found.map((row) => row.getAttribute('aria-label')))).join('\n')).toMatch(
      /Ground, finished, passed.*1\.\d+\(\d+\)/,
    );
  });

  step('nothing was asked of other hosts, and the page kept to its policy', async (workbench) => {
    expect([...workbench.otherHosts]).toEqual([]);
    expect(workbench.violations).toEqual([]);
  });
});

/** Drags the edge of the side bar, which is on the right, until it is so wide. */
async function widenSideBar({ page }: Workbench, width: number): Promise<void> {
  const widthNow = async () => {
    const bar = await page.locator('.part.sidebar').boundingBox();
    if (bar === null) throw new Error('there is no side bar');
    if (Math.abs(bar.width - width) <= 1) return width;
    const edges = await Promise.all(
      (await page.locator('.monaco-sash.vertical:not(.disabled)').all()).map((sash) => sash.boundingBox()),
    );
    const distance = (edge: { x: number; width: number } | null) =>
      edge === null ? Number.POSITIVE_INFINITY : Math.abs(edge.x + edge.width / 2 - bar.x);
    const edge = edges.reduce((nearest, next) => (distance(next) < distance(nearest) ? next : nearest));
    if (edge === null) throw new Error('the side bar has no edge to drag');
    const grip = { x: edge.x + edge.width / 2, y: edge.y + edge.height / 2 };
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(grip.x - (width - bar.width), grip.y, { steps: 8 });
    await page.mouse.up();
    return bar.width;
  };
  await expect.poll(widthNow, { message: 'the width of the side bar' }).toBe(width);
}

/** How many pixels of the chart are as blue as its first curve. */
function drawnPixels({ energies }: Workbench): Promise<number> {
  return energies.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let drawn = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > 200 && data[i + 2]! > data[i]! + 80) drawn += 1;
    return drawn;
  });
}
