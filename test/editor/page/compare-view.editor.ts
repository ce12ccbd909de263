import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparison } from '../../../extension/compare/comparison.ts';
import { type FromCompare, receiveFromCompare } from '../../../extension/compare/protocol.ts';
import { compareTexts } from '../../../extension/compare/texts.ts';
import { readStoredRun } from '../../../extension/runs/stored-run.ts';
import { Runs } from '../../../extension/training/runs.ts';
import { result } from '../../runtime/store/sample.ts';
import { startChromium } from '../chromium.ts';
import { equipment, hasChromium } from '../equipment.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { makeRun, workspace } from '../fixtures/run-folders.ts';
import { whenOver } from '../fixtures/start.ts';
import { THEMES } from '../fixtures/themes.ts';
import { axeFindings } from './axe.ts';
import { contrastOf } from './contrast.ts';
import { openPage } from './open-view.ts';

const { pictures } = equipment();

describe.skipIf(!hasChromium)('the Compare view', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  test.each(Object.keys(THEMES) as (keyof typeof THEMES)[])(
    'lays runs over each other in the theme %s',
    async (theme) => {
      const { runs: root } = workspace();
      const runs = new Runs();
      // The energies of an oscillator are proportional to its frequency.
      const trap = (omega: number, steps: number, error: number, seed: number) =>
        makeRun(root, {
          steps,
          scale: omega,
          ending: { ...result(steps), energies: [1.5 * omega, 2.5 * omega], errors: [error, 0.02] },
          change: (experiment) => ({
            ...experiment,
            hamiltonian: { ...experiment.hamiltonian, parameters: { D: 3, ω: omega } },
            seed,
          }),
        });
      const paths = [await trap(1, 400, 0.003, 1), await trap(1.2, 300, 0.004, 7)];
      const compared = await Promise.all(
        paths.map(async (path) => {
          const stored = await readStoredRun(path);
          const request = { file: stored.file, train: stored.train };
          const { id } = runs.open({ path, request, created: new Date(0), going: false });
          return { stored, run: await whenOver(runs, id) };
        }),
      );
      const messages: FromCompare[] = [];
      const opened = await openPage(
        browser,
        THEMES[theme],
        { width: 760, height: 620 },
        'compare',
        compareTexts(plainEnglish),
        (value) => {
          const received = receiveFromCompare(value);
          if (!received.ok) return received.error;
          if (received.message.type === 'ready')
            opened.send(comparison(compared, ({ path }) => (path === paths[0] ? 'First' : 'Second')));
          messages.push(received.message);
          return received.message.type === 'fault' ? received.message.message : null;
        },
      );
      const { page, faults } = opened;
      await opened.load();
      const rows = page.locator('.energies tbody tr');
      await expect.poll(() => [faults, messages.length]).toEqual([[], 1]);
      await rows.first().waitFor();
      expect(await rows.evaluateAll((found) => found.map((row) => row.textContent))).toEqual([
        'First1.500(3)',
        'Second1.800(4)+0.300(5)60.0 σ',
      ]);
      expect(
        await page
          .locator('.changes tbody tr')
          .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent).join(' '))),
      ).toEqual(['seed 1 7', 'ω 1 1.2']);
      await page.screenshot({ path: join(pictures, `compare-${theme}.png`) });
      await page.locator('select').selectOption('1');
      await expect.poll(() => rows.last().textContent()).toContain('3.00(2)');
      expect((await contrastOf(page)).filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      expect(await axeFindings(page, 'comparison', theme)).toEqual([]);
      await rows.last().getByRole('button').click();
      await expect.poll(() => messages).toContainEqual({ type: 'show', path: paths[1] });
      expect(faults).toEqual([]);
      await page.close();
      runs.release();
    },
  );
});
