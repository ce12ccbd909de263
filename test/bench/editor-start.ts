/** What a user of VS Code waits for: its own number for the activation of the extension, and the first energy after the click. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startChromium } from '../editor/chromium.ts';
import { equip } from '../editor/vscode/extension.ts';
import { installVSCode } from '../editor/vscode/install.ts';
import { RECIPES } from '../editor/vscode/versions.ts';
import { clickLens } from '../editor/workbench/click-lens.ts';
import { openWorkbench, type Workbench } from '../editor/workbench/workbench.ts';
import { median, ROOT } from './qham.ts';

/** Windows opened one after the other, and trainings started in the last of them. */
const REPEATS = 3;

export async function start(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qham-bench-'));
  const vsix = join(folder, 'qham.vsix');
  execFileSync(process.execPath, [join(ROOT, 'scripts/package.mjs'), '--out', vsix]);
  for (const recipe of RECIPES) {
    const vscode = equip(await installVSCode(recipe, join(ROOT, '.cache/vscode')), vsix, folder);
    const browser = await startChromium();
    const workbench = await openWorkbench(browser, vscode, { files: ['examples/oscillator.qham'] });
    try {
      const activations: number[] = [];
      for (let i = 0; i < REPEATS; i++) {
        if (i > 0) await workbench.page.reload();
        activations.push(await activation(workbench));
      }
      row(
        `VS Code ${recipe.vscode}: activation of the extension, ms: median of ${REPEATS} windows`,
        median(activations).toFixed(0),
      );
      const waits: number[] = [];
      for (let i = 0; i < REPEATS; i++) waits.push(await firstEnergy(workbench));
      row(
        `VS Code ${recipe.vscode}: click on ▶ Train of \`Ground\` to its first energy in the view, s: first, next ones`,
        waits.map((wait) => wait.toFixed(2)).join(', '),
      );
    } finally {
      await workbench.dispose();
      void browser.close();
    }
  }
  rmSync(folder, { recursive: true });
}

const row = (what: string, number: string) => console.log(`| ${what} | ${number} |`);

/** Milliseconds that VS Code itself says the activation took, code loading and `activate`. */
async function activation({ page, lens, command }: Workbench): Promise<number> {
  await lens('▶ Train').first().waitFor();
  await command('Developer: Show Running Extensions');
  const line = page
    .locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'qham' })
    .locator('.activation-time');
  await page.waitForFunction((found) => /\d+ms/.test(found?.textContent ?? ''), await line.elementHandle());
  const text = await line.textContent();
  await command('View: Close Editor');
  return Number(/(\d+)ms/.exec(text ?? '')?.[1]);
}

/** Seconds on the clock of the machine from the click in one page to the energy in the other. */
async function firstEnergy(workbench: Workbench): Promise<number> {
  const { page, energies } = workbench;
  const clicked = clickTime(page);
  await clickLens(workbench, 'Ground', '▶ Train');
  await energies.locator('.run:has(.status[data-status=training]) .single strong', { hasText: /\d/ }).waitFor();
  const shown = Date.now();
  await energies.getByRole('button', { name: 'Stop', exact: true }).click();
  await energies.locator('[data-status=stopped]').waitFor();
  return (shown - (await clicked)) / 1000;
}

/** When the next click in a page comes, in milliseconds since 1970. */
const clickTime = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        window.addEventListener('click', () => resolve(Date.now()), { capture: true, once: true }),
      ),
  );
