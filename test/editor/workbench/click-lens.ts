import { readFile } from 'node:fs/promises';
import { trainingsBelow } from './processes.ts';
import { goToLine } from './quick-input.ts';
import { until } from './until.ts';
import type { Workbench } from './workbench.ts';

/** Goes to the train or sweep of this name in the editor and clicks `▶ …` above it; settles when a training has started. */
export async function clickTrain(workbench: Workbench, train: string): Promise<void> {
  const before = trainingsBelow(workbench.server.pid);
  await clickLens(workbench, train, '▶');
  const fresh = () => trainingsBelow(workbench.server.pid).filter((pid) => !before.includes(pid));
  await until('1', `one training of ${train}`, async () => String(fresh().length));
}

/**
 * Goes to the train, sweep or inverse problem of this name in the file that was opened first, and clicks the lens above it whose title begins so.
 *
 * Lenses out of sight keep the commands of an earlier answer of the extension, which VS Code has thrown away by then; they get new
 * ones some time after they came into sight, and before that a click ends in an error. A lens with new commands has a new id.
 */
export async function clickLens({ page, file }: Workbench, train: string, title: string): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const line = lines.findIndex((text) => new RegExp(`^(train|sweep|inverse)\\s+${train}\\b`).test(text)) + 1;
  if (line === 0) throw new Error(`${file} has no train ${train}`);
  const known = await page.evaluate(lensesNow);
  await goToLine(page, line);
  const look = () => page.evaluate(clickAbove, { train, title, ...known });
  await until('clicked', `the lens ${title} of ${train}`, look);
}

/** Runs in the page. The ids of the lenses that are in sight, and the highest of all; VS Code counts them on. */
function lensesNow(): { inSight: string[]; highest: number } {
  const links = (within: string) => [...document.querySelectorAll(`.codelens-decoration${within} a`)];
  return {
    inSight: links('[monaco-visible-content-widget=true]').map(({ id }) => id),
    highest: Math.max(0, ...links('').map(({ id }) => Number(id.slice(1)))),
  };
}

/** Runs in the page. Everything in one turn, in which nothing can be drawn anew between the pressing of the button and its release. */
function clickAbove(given: { train: string; title: string; inSight: string[]; highest: number }): string {
  const { train, title, inSight, highest } = given;
  const line = [...document.querySelectorAll('.editor-instance .view-line')].find((found) =>
    new RegExp(`^(train|sweep|inverse)\\s+${train}\\b`).test(found.textContent ?? ''),
  );
  if (!line) return 'its line is not in sight';
  const below = line.getBoundingClientRect();
  const above = [
    ...document.querySelectorAll<HTMLElement>('.codelens-decoration[monaco-visible-content-widget=true] a'),
  ]
    .map((link) => ({ link, box: link.getBoundingClientRect() }))
    .filter(({ box }) => box.top < below.top && below.top - box.top < 2 * below.height);
  const found = above.find(({ link }) => link.textContent?.startsWith(title));
  if (!found) return `above it: ${above.map(({ link }) => link.textContent).join(' | ')}`;
  const { link, box } = found;
  if (!inSight.includes(link.id) && Number(link.id.slice(1)) <= highest) return 'it has no new command yet';
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, cancelable: true };
  const pointer = { ...at, pointerType: 'mouse', isPrimary: true, pointerId: 1 };
  link.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
  link.dispatchEvent(new MouseEvent('mousedown', { ...at, buttons: 1, detail: 1 }));
  link.dispatchEvent(new PointerEvent('pointerup', pointer));
  link.dispatchEvent(new MouseEvent('mouseup', { ...at, detail: 1 }));
  link.dispatchEvent(new MouseEvent('click', { ...at, detail: 1 }));
  return 'clicked';
}
