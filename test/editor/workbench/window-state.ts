import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Settles when VS Code has written down which editors are open and one of them is of this kind; a browser keeps that every few seconds. */
export async function whenRemembered(page: Page, kind: string): Promise<void> {
  const look = async () => (await page.evaluate(openEditors)).includes(kind);
  await until('true', `${kind} among the editors that come back`, async () => String(await look()));
}

/** Runs in the page. What VS Code has written down about the open editors; empty where that is nothing yet. */
async function openEditors(): Promise<string> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const found: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db-')) continue;
    const database = await answer(indexedDB.open(name));
    const items = database.transaction('ItemTable').objectStore('ItemTable');
    found.push((await answer(items.get('memento/workbench.parts.editor'))) ?? '');
    database.close();
  }
  return found.join('');
}
