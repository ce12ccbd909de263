import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The page of an extension in which there is something that this selects. */
export async function frameWith(page: Page, selector: string): Promise<Frame> {
  let found: Frame | undefined;
  const look = async () => {
    for (const frame of page.frames()) if ((await frame.locator(selector).count()) > 0) found = frame;
    return found !== undefined;
  };
  await expect.poll(look, { message: `a view with ${selector}` }).toBe(true);
  return found!;
}
