import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { Runs } from '../../../extension/training/runs.ts';
import { startChromium } from '../chromium.ts';
import { THEMES } from '../fixtures/themes.ts';
import { type OpenView, openView } from './open-view.ts';

/** What a test of the Energies view begins with. */
export interface EnergiesViews {
  /** None at first; what they train ends with the test. */
  readonly runs: Runs;
  /** A page with the view of these runs, dark where nothing else is said; closed after the test. */
  open(theme?: keyof typeof THEMES, size?: { width: number; height: number }): Promise<OpenView>;
}

/** One browser for all tests of the `describe` that this is called in, and for each of them runs and pages of its own. */
export function energiesViews(): EnergiesViews {
  let browser: Browser | undefined;
  let runs: Runs;
  let views: OpenView[];
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(() => {
    runs = new Runs();
    views = [];
  });
  afterEach(async () => {
    for (const view of views) await view.page.close();
    await runs.stopAll();
  });
  return {
    get runs() {
      return runs;
    },
    async open(theme = 'dark', size) {
      const view = await openView(browser!, runs, THEMES[theme], size);
      views.push(view);
      return view;
    },
  };
}
