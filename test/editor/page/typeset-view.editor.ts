import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type FromTypeset,
  parseTypeset,
  receiveFromTypeset,
  TYPESET_REQUEST,
} from '../../../extension/typeset/protocol.ts';
import { typesetTexts } from '../../../extension/typeset/texts.ts';
import { connect } from '../../language-server/client.ts';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { THEMES } from '../fixtures/themes.ts';
import { axeFindings } from './axe.ts';
import { contrastOf } from './contrast.ts';
import { openPage } from './open-view.ts';

const { pictures } = equipment();
const EXAMPLE = join(import.meta.dirname, '../../../examples/oscillator.qham');

describe.skipIf(!hasChromium)('the typeset view', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  test.each(Object.keys(THEMES) as (keyof typeof THEMES)[])(
    'shows a file as physics in the theme %s, and leads to its text',
    async (theme) => {
      const { client } = await connect();
      const text = readFileSync(EXAMPLE, 'utf8');
      const { rows } = parseTypeset(await client.request(TYPESET_REQUEST, await client.open(text)));
      await client.close();
      const messages: FromTypeset[] = [];
      const texts = typesetTexts(plainEnglish);
      const opened = await openPage(browser, THEMES[theme], { width: 640, height: 900 }, 'typeset', texts, (value) => {
        const received = receiveFromTypeset(value);
        if (!received.ok) return received.error;
        messages.push(received.message);
        return received.message.type === 'fault' ? received.message.message : null;
      });
      const { page, faults } = opened;
      await opened.load();
      await expect.poll(() => [faults, messages]).toEqual([[], [{ type: 'ready' }]]);
      const hamiltonian = rows.findIndex(({ latex }) => latex?.startsWith('H = ') ?? false);
      const { range } = rows[hamiltonian]!;
      const { start } = range;
      opened.send({ type: 'file', name: 'oscillator.qham', rows, broken: [] });
      opened.send({ type: 'cursor', position: { line: start.line, character: 0 } });
      const items = page.locator('.rows li');
      await items.nth(hamiltonian).waitFor();
      expect(await items.count()).toBe(rows.length);
      // Drawn: MathJax keeps each letter once and uses it where it stands.
      const formulas = page.locator('.rows svg');
      expect(await formulas.count()).toBe(rows.filter(({ svg }) => svg !== null).length);
      const box = await items.nth(hamiltonian).locator('svg use').first().boundingBox();
      expect(box!.width * box!.height).toBeGreaterThan(10);
      expect(await items.nth(hamiltonian).locator('svg').getAttribute('aria-label')).toBe(rows[hamiltonian]!.text);
      await expect.poll(() => page.locator('.rows .current').count()).toBe(1);
      expect(await items.nth(hamiltonian).getAttribute('class')).toContain('current');
      expect((await contrastOf(page)).filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      expect(await axeFindings(page, 'file as physics', theme)).toEqual([]);
      await page.screenshot({ path: join(pictures, `typeset-${theme}.png`) });
      await items.nth(hamiltonian).locator('.show').press('Enter');
      await items
        .nth(hamiltonian)
        .getByRole('button', { name: /^Copy as LaTeX/ })
        .click();
      await page.getByRole('button', { name: 'Copy the whole file as LaTeX' }).click();
      await expect
        .poll(() => messages.slice(1))
        .toEqual([
          { type: 'reveal', range },
          { type: 'copy', row: hamiltonian },
          { type: 'copy', row: null },
        ]);
      opened.send({ type: 'file', name: 'oscillator.qham', rows, broken: [start.line] });
      await expect.poll(() => items.nth(hamiltonian).getAttribute('class')).toContain('broken');
      opened.send({ type: 'file', name: 'empty.qham', rows: [], broken: [] });
      await page.locator('.empty').waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
  );
});
