/** What a user of VS Code waits for: its own number for the activation of the extension, and the first energy after the click. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startChromium } from '../editor/chromium.ts';
import { equip } from '../editor/vscode/extension.ts';
import { installVSCode } from '../editor/vscode/install.ts';
import { RECIPES, type Recipe } from '../editor/vscode/versions.ts';
import { clickLens } from '../editor/workbench/click-lens.ts';
import { openWorkbench, type Workbench } from '../editor/workbench/workbench.ts';
import { ROOT } from './qham.ts';

/** Windows opened one after the other, and trainings started in the last of them. */
const REPEATS = 2;

/** One part of the benchmark for each VS Code, as `editor:start-1.139.1`. */
export const starts: Readonly<Record<string, () => Promise<void>>> = Object.fromEntries(
  RECIPES.map((recipe) => [`start-${recipe.vscode}`, () => start(recipe)]),
);

async function start(recipe: Recipe): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qham-bench-'));
  const vsix = join(folder, 'qham.vsix');
  execFileSync(process.execPath, [join(ROOT, 'scripts/package.mjs'), '--out', vsix]);
  const vscode = equip(await installVSCode(recipe, join(ROOT, '.cache/vscode')), vsix, folder);
  const browser = await startChromium();
  const workbench = await openWorkbench(browser, vscode, { files: ['examples/oscillator.qham'] });
  const row = (what: string, number: string) => console.log(`| VS Code ${recipe.vscode}: ${what} | ${number} |`);
  try {
    for (let window = 1; window <= REPEATS; window++) {
      if (window > 1) await workbench.page.reload();
      row(`activation of the extension in window ${window}, ms`, (await activation(workbench)).toFixed(0));
    }
    for (let click = 1; click <= REPEATS; click++)
      row(
        `click ${click} on ▶ Train of \`Ground\` to its first energy in the view, s`,
        (await firstEnergy(workbench)).toFixed(2),
      );
  } finally {
    await workbench.dispose();
    void browser.close();
  }
  rmSync(folder, { recursive: true });
}

/** Milliseconds that VS Code itself says the activation took, code loading and `activate`. */
async function activation({ page, lens, command }: Workbench): Promise<number> {
  await lens('▶ Train').first().waitFor();
  await command('Developer: Show Running Extensions');
  const rows = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: /qham.*Activation: \d+ms/i });
  const text = await rows.first().textContent();
  await command('View: Close Editor');
  return Number(/Activation: (\d+)ms/.exec(text ?? '')?.[1]);
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
