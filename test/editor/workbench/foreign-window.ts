/** Windows in the language of no country that has no letters: what still has some in it was not translated. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { TRANSLATION } from '../../language-server/foreign-language.ts';
import type { EquippedVSCode } from '../vscode/extension.ts';

/** As a display language is named; one that ends so is made up by convention. */
const LANGUAGE = 'qps-ploc';

/** Gives the installed extension its texts in that language, as a file of a translator. */
export async function teachForeign({ extension }: EquippedVSCode): Promise<void> {
  await writeFile(join(extension, `l10n/bundle.l10n.${LANGUAGE}.json`), JSON.stringify(TRANSLATION));
}

/** Lets the VS Code that this page opens next display that language, as a language pack does; VS Code's own texts stay English. */
export async function speakForeign(page: Page): Promise<void> {
  await page.addInitScript((language) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language }), LANGUAGE);
}
