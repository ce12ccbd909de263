/** What a user of VS Code waits for: its own number for the activation of the extension, and the first energy after the click. */
import type { Page } from 'playwright-core';
import { clickLens } from '../editor/workbench/click-lens.ts';
import type { Workbench } from '../editor/workbench/workbench.ts';
import { withVSCode } from './with-vscode.ts';

/** Windows opened one after the other, and trainings started in the last of them. */
const REPEATS = 2;

/** Both in this VS Code, with the extension installed from its package. */
export const start = (version: string): Promise<void> =>
  withVSCode(version, async (workbench) => {
    const row = (what: string, number: string) => console.log(`| VS Code ${version}: ${what} | ${number} |`);
    for (let window = 1; window <= REPEATS; window++) {
      if (window > 1) await workbench.page.reload();
      row(`activation of the extension in window ${window}, ms`, (await activation(workbench)).toFixed(0));
    }
    for (let click = 1; click <= REPEATS; click++)
      row(
        `click ${click} on ▶ Train of \`Ground\` to its first energy in the view, s`,
        (await firstEnergy(workbench)).toFixed(2),
      );
  });

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
