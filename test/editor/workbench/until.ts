import { setTimeout } from 'node:timers/promises';
import { HANG } from '../chromium.ts';

/** Milliseconds between two looks. */
const PAUSE = 50;

/** Looks until what is seen is this; where that never comes, says what was seen instead. */
export async function until(wanted: string, what: string, look: () => Promise<string>): Promise<void> {
  const end = performance.now() + HANG;
  for (;;) {
    const seen = await look();
    if (seen === wanted) return;
    if (performance.now() > end) throw new Error(`${what} did not come: ${seen}`);
    await setTimeout(PAUSE);
  }
}
