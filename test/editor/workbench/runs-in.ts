import type { Page } from 'playwright-core';

/** What the rows of the Runs view say to those who listen, where they are about a run. */
export async function runsIn(page: Page): Promise<string[]> {
  const rows = page.locator('[aria-label="Runs"] .monaco-list-row');
  const labels = await rows.evaluateAll((found) => found.map((row) => row.ariaLabel ?? ''));
  return labels.filter((label) => label.includes(', '));
}
