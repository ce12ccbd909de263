/** What holds for each view alike: keys reach everything, every text can be translated, only its own script runs. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Localization } from '../../../extension/energies/translate.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { startChromium } from '../chromium.ts';
import { hasChromium } from '../equipment.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { THEMES } from '../fixtures/themes.ts';
import { keepForReport } from './accessibility-record.ts';
import { FILLED, type FilledView } from './every-view.ts';

/** Marks what has been translated. */
const marked: Localization = { t: ((...given: never[]) => `⟦${plainEnglish.t(...(given as [never]))}⟧`) as never };
/** Names and units that are the same in every language, and what the browser itself writes into a time. */
const EVERYWHERE = ['LaTeX', 'min', 'AM', 'PM'];

describe.skipIf(!hasChromium).each(Object.keys(FILLED))('the view %s', (name) => {
  let browser: Browser;
  let runs: Runs;
  let view: FilledView | undefined;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(() => {
    runs = new Runs();
  });
  afterEach(async () => {
    await view?.page.close();
    await runs.stopAll();
  });
  const open = async (theme: keyof typeof THEMES = 'dark', l10n: Localization = plainEnglish) => {
    view = await FILLED[name]!({ browser, runs, theme: THEMES[theme], l10n });
    return view;
  };

  test('is walked through with the Tab key, and shows where one is', async () => {
    for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
      const { page, faults } = await open(theme);
      const { wanted, mouseOnly } = await page.evaluate(listControls);
      expect(mouseOnly).toEqual([]);
      const reached: ReturnType<typeof focused>[] = [];
      await page.locator('body').focus();
      for (const _ of wanted) {
        await page.keyboard.press('Tab');
        reached.push(await page.evaluate(focused));
      }
      expect(reached.map(({ control }) => control)).toEqual(wanted);
      expect(reached.filter(({ ring }) => !ring)).toEqual([]);
      expect(faults).toEqual([]);
      await keepForReport('keys', { view: name, theme, controls: reached.map((control) => control.name) });
      await page.close();
      await runs.stopAll();
      runs = new Runs();
    }
  });

  test('has no text that cannot be translated', async () => {
    const { page, sent } = await open('dark', marked);
    const data = wordsIn(valuesOf(sent).map(unmarked).join('\n'));
    const texts = await page.evaluate(textsOfPage);
    expect(texts.some((text) => text.includes('⟦'))).toBe(true);
    const escaped = texts.flatMap((text) => [...wordsIn(unmarked(text))]).filter((word) => !data.has(word));
    expect(escaped.filter((word) => !EVERYWHERE.includes(word))).toEqual([]);
  });

  test('runs no script, takes no style and asks for nothing but its own', async () => {
    const { page, faults } = await open();
    await intrude(page);
    const told = () => faults.filter((fault) => fault.includes('the page’s policy'));
    await expect.poll(told).toHaveLength(4);
    expect(await page.evaluate(() => 'intruder' in window)).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe('block');
    expect(faults.filter((fault) => fault.startsWith('asked for'))).toEqual([]);
  });
});

/** Without what is marked, also where that is in something else that is. */
const unmarked = (text: string): string => {
  const without = text.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ');
  return without === text ? text : unmarked(without);
};
const wordsIn = (text: string): Set<string> => new Set(text.match(/\p{L}{2,}/gu) ?? []);

/** Every string in a value, keys aside. */
function valuesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [];
}

/** Runs in the page. What can be operated, in the order of the page, and what answers to the mouse alone. */
function listControls(): { wanted: string[]; mouseOnly: string[] } {
  const selector = 'a[href], button, select, input, textarea, summary, [tabindex]';
  const seen = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => element.checkVisibility());
  const controls = seen.filter(
    (element) => element.matches(selector) && !element.matches(':disabled, [tabindex="-1"]'),
  );
  const mouseOnly = seen.filter(
    (element) =>
      getComputedStyle(element).cursor === 'pointer' && !element.closest(selector) && !element.querySelector(selector),
  );
  controls.forEach((element, n) => {
    element.dataset.control = String(n);
  });
  return {
    wanted: controls.map((element, n) => `${n} ${element.tagName}.${element.className}`),
    mouseOnly: mouseOnly.map(({ outerHTML }) => outerHTML.slice(0, 200)),
  };
}

/** Runs in the page. What has the focus, how it is called, and whether one sees that. */
function focused(): { control: string; name: string; ring: boolean } {
  const element = document.activeElement as HTMLElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const label = (element as HTMLInputElement).labels?.[0];
  const drawn = element.querySelector('svg')?.ariaLabel;
  const name = element.ariaLabel ?? label?.ariaLabel ?? label?.firstChild?.textContent ?? drawn ?? element.textContent;
  return {
    name: name?.trim() ?? '',
    control: `${element.dataset.control} ${element.tagName}.${element.className}`,
    ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
  };
}

/** Runs in the page. Every text that is shown or spoken. */
function textsOfPage(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    // Formulas are signs.
    if (!node.parentElement!.closest('script, svg')) texts.push(node.textContent ?? '');
  for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-roledescription', 'aria-valuetext'])
    for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name)!);
  return texts;
}

/** Puts a script and a style into the page, and asks for something elsewhere. */
async function intrude(page: Page): Promise<void> {
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.body.append(script, style);
    void fetch('https://example.org/').catch(() => {});
    const image = document.createElement('img');
    image.src = 'https://example.org/picture.png';
  });
}
