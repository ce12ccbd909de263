import type { Workbench } from './workbench.ts';

/** The errors of the Problems view, sorted: message, source, code and place. A task that starts shows its terminal instead. */
export async function problemsIn({ page, command }: Workbench): Promise<string[]> {
  if (!(await page.locator('.markers-panel').isVisible())) await command('Problems: Focus on Problems View');
  return (await page.locator('.markers-panel .monaco-list-row[aria-label^="Error"]').allTextContents()).sort();
}
