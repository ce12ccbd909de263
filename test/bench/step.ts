/** One training step of the published three-dimensional multi-state run, beside the PyTorch listing, both on this machine. */

import { runListing } from './pytorch.ts';
import { median, ROOT, watchRun } from './qham.ts';

const STEPS = 30;

export async function step(): Promise<void> {
  const ours = await watchRun(`${ROOT}/examples/oscillator.qham`, 'Spectrum3D', ['--steps', String(STEPS)]);
  const times = ours.events.flatMap(({ event }) => (event.type === 'step' ? [event.time] : []));
  // The first steps warm caches and the just-in-time compiler, on both sides.
  const each = times
    .slice(1)
    .map((time, i) => time - times[i]!)
    .slice(5);
  const theirs = await runListing(['--steps', '16']);
  const peer = theirs.steps.map((s) => s.seconds).slice(4);
  const peerPeak = theirs.steps.at(-1)?.peak_rss_bytes ?? Number.NaN;
  console.log(
    '## One step of the multi-state run: D = 3, M = 5, 3×100 sine network, 8192 walkers, 10 Metropolis moves\n',
  );
  console.log('| | ms/step (median) | fastest | peak memory, GB |');
  console.log('|---|---|---|---|');
  const row = (name: string, values: number[], bytes: number) =>
    console.log(
      `| ${name} | ${(1000 * median(values)).toFixed(1)} | ${(1000 * Math.min(...values)).toFixed(1)} | ${(bytes / 1e9).toFixed(2)} |`,
    );
  row('qham', each, ours.peakBytes);
  row(theirs.version, peer, peerPeak);
  console.log(
    `| ratio | ${(median(peer) / median(each)).toFixed(1)} | ${(Math.min(...peer) / Math.min(...each)).toFixed(1)} | ${(peerPeak / ours.peakBytes).toFixed(1)} |\n`,
  );
}
