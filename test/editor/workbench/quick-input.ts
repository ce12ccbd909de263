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

/** What can be chosen from the list that VS Code shows. */
export const choices = (page: Page): Promise<string[]> =>
  page.locator('.quick-input-list .monaco-list-row .label-name').filter({ visible: true }).allTextContents();

/** Writes an answer into the box that asks this, and gives it; without one, gives what the box suggests. */
export async function answer(page: Page, question: string, text?: string): Promise<void> {
  const box = page.locator('.quick-input-widget', { hasText: question }).filter({ visible: true });
  await box.waitFor();
  if (text !== undefined) await box.locator('input.input').fill(text);
  await box.locator('input.input').press('Enter');
  await box.waitFor({ state: 'hidden' });
}

/** The labels of the rows that VS Code's quick input shows for a text, without their keys, when one of them is this; closes it again. */
export async function offered(page: Page, text: string, label: string): Promise<string[]> {
  let rows: string[] = [];
  const look = async () => {
    const seen = await page.evaluate(lookInto, { text, label: exactly(label), take: false });
    rows = seen.rows.map((row) => row.replace(/,.*/, ''));
    return closedOr(page, seen.state);
  };
  await until('there', `${label} among what is offered`, look);
  // A window that starts may have taken the focus away: the key is for the list.
  await until('closed', 'the end of the list', async () => {
    const open = await page.evaluate(focusInput);
    if (open) await page.keyboard.press('Escape');
    return open ? 'open' : 'closed';
  });
  return rows;
}

/** Runs in the page. Gives the focus to VS Code's quick input; false where it is closed. */
function focusInput(): boolean {
  const boxes = [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input.input')];
  const open = boxes.find(({ offsetParent }) => offsetParent !== null);
  open?.focus();
  return open !== undefined;
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
    const { state } = await page.evaluate(lookInto, { text, label: wanted, take: true });
    without = state === 'no such row' ? without + 1 : 0;
    // A list that was opened before all commands were known does not get those that come.
    if (without % LOOKS === LOOKS - 1) await page.keyboard.press('Escape');
    return closedOr(page, state);
  };
  await until('there', `the choice of ${label}`, look);
}

/** What was seen; opens the quick input where it is closed. */
async function closedOr(page: Page, state: string): Promise<string> {
  if (state === 'closed') await page.keyboard.press('F1');
  return state;
}

/** Matches the label of a row with this name, which may go on behind a comma. */
const exactly = (label: string): string => `^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(,|$)`;

/** Runs in the page. What VS Code's quick input shows for a text, and whether the row that is looked for is there, to be taken. */
function lookInto({ text, label, take }: { text: string; label: string; take: boolean }): {
  state: 'closed' | 'filled' | 'no such row' | 'there';
  rows: string[];
} {
  const input = [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input.input')].find(
    (box) => box.offsetParent !== null,
  );
  if (!input) return { state: 'closed', rows: [] };
  if (input.value !== text) {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return { state: 'filled', rows: [] };
  }
  const all = [...document.querySelectorAll<HTMLElement>('.quick-input-list .monaco-list-row')];
  // Rows of a list that was there before may still be in the page.
  const rows = all.filter(({ offsetParent }) => offsetParent !== null);
  const row = rows.find((found) => new RegExp(label).test(found.ariaLabel ?? ''));
  if (take) row?.click();
  return { state: row ? 'there' : 'no such row', rows: rows.map(({ ariaLabel }) => ariaLabel ?? '') };
}
