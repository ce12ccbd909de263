/** What the editor's side costs: its start, frames while a long curve is zoomed, how soon faults are told, memory over many runs, reading a long run back. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from 'qham/events';
import { EventFile } from '../../extension/runs/event-file.ts';
import { Curve } from '../../extension/training/curve.ts';
import { afterEventsWithCurve } from '../../extension/training/run-curve.ts';
import { newRun } from '../../extension/training/run-state.ts';
import { RECIPES } from '../editor/vscode/versions.ts';
import { faults } from './editor-faults.ts';
import { frames } from './editor-frames.ts';
import { hidden } from './editor-hidden.ts';
import { memory } from './editor-memory.ts';
import { start } from './editor-start.ts';

/** Parts of the benchmark for each VS Code, as `start-1.139.1`. */
const inEach = (name: string, measure: (version: string) => Promise<void>) =>
  Object.fromEntries(RECIPES.map(({ vscode }) => [`${name}-${vscode}`, () => measure(vscode)]));

/** Its parts; `editor:frames` measures one alone. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  ...inEach('start', start),
  frames,
  ...inEach('faults', faults),
  ...inEach('memory', memory),
  ...inEach('hidden', hidden),
  reading,
};

export async function editor(asked?: string): Promise<void> {
  console.log('## The editor\n');
  console.log('| | |');
  console.log('|---|---|');
  const parts = asked === undefined ? Object.keys(PARTS) : asked.split(',');
  for (const part of parts) {
    const measure = PARTS[part];
    if (!measure) throw new Error(`the editor has no part ${part}; it has ${Object.keys(PARTS).join(', ')}`);
    try {
      await measure();
    } catch (error) {
      // What the others found is not lost.
      console.log(`| ${part} | failed: ${error instanceof Error ? error.message : error} |`);
      process.exitCode = 1;
    }
  }
  console.log('');
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
  let state = newRun('Ground');
  const began = performance.now();
  let longest = 0;
  await new EventFile(path, {
    begin: () => {},
    events: (events) => {
      const started = performance.now();
      state = afterEventsWithCurve(curve, state, events);
      longest = Math.max(longest, performance.now() - started);
    },
  }).read();
  const seconds = (performance.now() - began) / 1000;
  console.log(`| reading a run of 1,000,000 steps back, s | ${seconds.toFixed(1)} |`);
  console.log(`| longest piece of it, between which the editor gets its turn, ms | ${longest.toFixed(0)} |`);
  console.log(`| points that are kept of it | ${curve.length} |`);
  rmSync(folder, { recursive: true });
}
