import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from '../chromium.ts';
import { type Equipment, hasChromium } from '../equipment.ts';
import { withEvidence } from './evidence.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

/** Adds a test that goes on in the session where the one before it ended. */
export type Step = (name: string, body: (workbench: Workbench) => Promise<void>) => void;

/**
 * One VS Code for all steps of the `describe` that this is called in: started before the first, ended after the last.
 * Where this VS Code or a browser is missing, the steps are skipped. What one that fails has left to see is kept.
 * @param options those of the workbench, or what makes ready what they name
 * @param begin what comes before the first step and is none itself
 */
export function stepsIn(
  { installed }: Pick<Equipment['vscodes'][number], 'installed'>,
  options: WorkbenchOptions | (() => Promise<WorkbenchOptions>),
  begin: (workbench: Workbench) => Promise<void> = async () => {},
): Step {
  const can = installed !== null && hasChromium;
  let browser: Browser | undefined;
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    if (!can) return;
    browser = await startChromium();
    workbench = await openWorkbench(browser, installed, typeof options === 'function' ? await options() : options);
    await begin(workbench);
  });
  afterAll(async () => {
    await workbench?.dispose();
    await browser?.close();
  });
  return (name, body) =>
    test.skipIf(!can)(name, () => withEvidence(expect.getState().currentTestName!, workbench!, () => body(workbench!)));
}
