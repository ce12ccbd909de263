/** Frames of the Energies view with a long run in it: while it is zoomed, and while its steps come in. */
import type { Page } from 'playwright-core';
import { Runs } from '../../extension/training/runs.ts';
import { startChromium } from '../editor/chromium.ts';
import { startFixture, whenOver, whenRun } from '../editor/fixtures/start.ts';
import { THEMES } from '../editor/fixtures/themes.ts';
import { openView } from '../editor/page/open-view.ts';
import { median } from './qham.ts';

const STEPS = 100_000;
const FRAMES = 180;
/** Milliseconds of a frame. */
const FRAME = 1000 / 60;
/** Milliseconds by which a frame may be late and still be the next one: a screen of 60 Hz has no other in between. */
const LATE = 2;

export async function frames(): Promise<void> {
  const browser = await startChromium();
  try {
    for (const states of [1, 5]) {
      const runs = new Runs();
      const { page } = await openView(browser, runs, THEMES.dark);
      const { id } = startFixture(runs, 'trains', {
        environment: { STEPS: String(STEPS), STATES: String(states), PACE: String(STEPS / 1000) },
      });
      await whenRun(runs, id, ({ state }) => state.step > 0);
      await page.locator('.canvas').waitFor();
      const text = `${STEPS} steps of ${states} state${states > 1 ? 's' : ''}`;
      row(`while ${text} come in`, await measured(page, false));
      await whenOver(runs, id);
      await page.locator('.status[data-status=finished]').waitFor();
      row(`while a curve of ${text} is zoomed`, await measured(page, true));
      await page.close();
    }
  } finally {
    // A helper process of the browser may be held up by others; nothing waits for it.
    void browser.close();
  }
}

function row(what: string, frames: readonly Frame[]): void {
  const times = frames.map(({ script }) => script);
  const slow = times.filter((time) => time > FRAME + LATE).length;
  const missed = frames.reduce((sum, { screen }) => sum + Math.max(0, Math.round(screen / FRAME) - 1), 0);
  console.log(
    `| frame ${what}, ms: median (later than a 60th of a second; missed) | ${median(times).toFixed(1)} (${slow} of ${times.length}; ${missed}) |`,
  );
}

/** What lies between two frames, in milliseconds. */
interface Frame {
  /** On the clock of the screen, whose pictures a slow page misses. */
  readonly screen: number;
  /** Until this script, the last of the frame, has its turn: also later where the page still made its picture in time. */
  readonly script: number;
}

/** Each frame; with `zoom` the wheel turns at each of them, half a second in and half a second out. */
function measured(page: Page, zoom: boolean): Promise<Frame[]> {
  return page.locator('.canvas').evaluate(
    (canvas, { count, zoom }) =>
      new Promise<Frame[]>((resolve) => {
        const found: Frame[] = [];
        let last = { screen: performance.now(), script: performance.now() };
        const frame = (screen: number) => {
          const now = { screen, script: performance.now() };
          found.push({ screen: now.screen - last.screen, script: now.script - last.script });
          last = now;
          const deltaY = found.length % 60 < 30 ? -30 : 30;
          if (zoom) canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true }));
          if (found.length < count) requestAnimationFrame(frame);
          else resolve(found.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    { count: FRAMES, zoom },
  );
}
