/** What the editor's side costs: memory over many runs, reading a long run back, and frames while a long curve is zoomed. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunEvent } from 'qham/events';
import { EventFile } from '../../extension/runs/event-file.ts';
import { valuesOf } from '../../extension/training/columns.ts';
import { Curve } from '../../extension/training/curve.ts';
import { Runs } from '../../extension/training/runs.ts';
import { startChromium } from '../editor/chromium.ts';
import { startFixture, whenOver } from '../editor/fixtures/start.ts';
import { THEMES } from '../editor/fixtures/themes.ts';
import { openView } from '../editor/page/open-view.ts';
import { median } from './qham.ts';

const STEPS = 100_000;
const RUNS = 10;
const FRAMES = 180;

export async function editor(): Promise<void> {
  console.log('## The editor\n');
  console.log('| | |');
  console.log('|---|---|');
  await memory();
  await reading();
  await frames();
  console.log('');
}

async function memory(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used: number[] = [];
  const runs = new Runs();
  for (let i = 0; i < RUNS; i++) {
    const { id } = startFixture(runs, 'trains', { environment: { STEPS: String(STEPS) } });
    await (await whenOver(runs, id)).process?.ended;
    collect();
    used.push(process.memoryUsage().heapUsed / 1e6);
  }
  console.log(
    `| heap after run 1, 2, ${RUNS} of ${STEPS} steps each, MB | ${[0, 1, RUNS - 1].map((i) => used[i]!.toFixed(1)).join(', ')} |`,
  );
}

async function reading(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'qham-bench-'));
  const path = join(folder, 'events.jsonl');
  const step = (n: number): RunEvent => ({
    type: 'step',
    step: n,
    time: n,
    phase: 'main',
    energies: [1.5 + 1 / n],
    variance: [1 / n],
    acceptance: 0.5,
    loss: 1.5,
    terms: {},
    learning_rate: 1e-3,
  });
  for (let from = 1; from <= 1_000_000; from += 10_000)
    appendFileSync(path, Array.from({ length: 10_000 }, (_, i) => `${JSON.stringify(step(from + i))}\n`).join(''));
  const curve = new Curve();
  const began = performance.now();
  let longest = 0;
  await new EventFile(path, {
    begin: () => {},
    events: (events) => {
      const started = performance.now();
      for (const event of events)
        if (event.type === 'step') curve.add(event.step, event.energies, event.time, valuesOf(event, []));
      longest = Math.max(longest, performance.now() - started);
    },
  }).read();
  const seconds = (performance.now() - began) / 1000;
  console.log(`| reading a run of 1,000,000 steps back, s | ${seconds.toFixed(1)} |`);
  console.log(`| points that are kept of it | ${curve.length} |`);
  rmSync(folder, { recursive: true });
}

async function frames(): Promise<void> {
  const browser = await startChromium();
  const runs = new Runs();
  try {
    const { page } = await openView(browser, runs, THEMES.dark);
    const { id } = startFixture(runs, 'trains', { environment: { STEPS: String(STEPS) } });
    await whenOver(runs, id);
    await page.locator('.status[data-status=finished]').waitFor();
    const times = await page.locator('.canvas').evaluate(
      (canvas, count) =>
        new Promise<number[]>((resolve) => {
          const found: number[] = [];
          let last = performance.now();
          const frame = () => {
            const now = performance.now();
            found.push(now - last);
            last = now;
            const deltaY = found.length % 60 < 30 ? -30 : 30;
            canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true }));
            if (found.length < count) requestAnimationFrame(frame);
            else resolve(found.slice(1));
          };
          requestAnimationFrame(frame);
        }),
      FRAMES,
    );
    const slow = times.filter((time) => time > 1000 / 60 + 2).length;
    console.log(
      `| frame while a curve of ${STEPS} steps is zoomed, ms: median (longer than a 60th of a second) | ${median(times).toFixed(1)} (${slow} of ${times.length}) |`,
    );
  } finally {
    await runs.stopAll();
    await browser.close();
  }
}
