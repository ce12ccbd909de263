import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Runs a command by its title, as a user does from the palette. */
export const runCommand = (page: Page, title: string): Promise<void> => choose(page, `>${title}`, title);

/** Opens a file of the folder by its name. */
export const openFile = (page: Page, name: string): Promise<void> => choose(page, name, name);

/** Brings a line, from 1, of the active editor into sight and puts the cursor there. */
export const goToLine = (page: Page, line: number): Promise<void> => choose(page, `:${line}`, /\bline \d+/);

/** Takes the first row with this label from the list that VS Code shows. */
export const pick = (page: Page, label: string | RegExp): Promise<void> => {
  const row = page.locator('.quick-input-list .monaco-list-row', {
    has: page.locator('.label-name', { hasText: label }),
  });
  return row.first().click();
};

/** Writes an answer into the box that asks this, and gives it. */
export async function answer(page: Page, question: string, text: string): Promise<void> {
  const box = page.locator('.quick-input-widget', { hasText: question }).filter({ visible: true });
  await box.locator('input.input').fill(text);
  await box.locator('input.input').press('Enter');
  await box.waitFor({ state: 'hidden' });
}

/** A list that has no such row in so many looks is opened anew. */
const LOOKS = 20;

/**
 * Writes into VS Code's quick input and takes the row with this label.
 *
 * A window that starts takes the focus away from what was just opened, so that nothing is typed, which could end up in a file: each
 * look does in one turn of the page what there is to do next, and only the last of them, once, takes the row.
 */
async function choose(page: Page, text: string, label: string | RegExp): Promise<void> {
  const wanted = typeof label === 'string' ? exactly(label) : label.source;
  let without = 0;
  const look = async () => {
    const state = await page.evaluate(takeRow, { text, label: wanted });
    if (state === 'closed') await page.keyboard.press('F1');
    without = state === 'no such row' ? without + 1 : 0;
    // A list that was opened before all commands were known does not get those that come.
    if (without % LOOKS === LOOKS - 1) await page.keyboard.press('Escape');
    return state;
  };
  await until('taken', `the choice of ${label}`, look);
}

/** Matches the label of a row with this name, which may go on behind a comma. */
const exactly = (label: string): string => `^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(,|$)`;

/** Runs in the page. */
function takeRow({ text, label }: { text: string; label: string }): 'closed' | 'filled' | 'no such row' | 'taken' {
  const input = [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input.input')].find(
    (box) => box.offsetParent !== null,
  );
  if (!input) return 'closed';
  if (input.value !== text) {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return 'filled';
  }
  const rows = [...document.querySelectorAll<HTMLElement>('.quick-input-list .monaco-list-row')];
  const row = rows.find((found) => new RegExp(label).test(found.ariaLabel ?? ''));
  row?.click();
  return row ? 'taken' : 'no such row';
}
