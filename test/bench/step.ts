/** One training step of the published three-dimensional multi-state run, beside the PyTorch listing, both on this machine. */

import { runListing } from './pytorch.ts';
import { median, ROOT, watchRun } from './qham.ts';

const STEPS = 120;
/** Steps that warm caches and the just-in-time compiler up. */
const WARM = { ours: 20, theirs: 4 };
/** Ours and theirs take turns, since the speed of a shared machine changes within minutes. */
const ROUNDS = 3;

export async function step(): Promise<void> {
  const [each, peer]: [number[], number[]] = [[], []];
  const [bytes, peerBytes]: [number[], number[]] = [[], []];
  let version = '';
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await watchRun(`${ROOT}/examples/oscillator.qham`, 'Spectrum3D', ['--steps', String(STEPS)]);
    const times = ours.events.flatMap(({ event }) => (event.type === 'step' ? [event.time] : []));
    each.push(
      ...times
        .slice(1)
        .map((time, i) => time - times[i]!)
        .slice(WARM.ours),
    );
    bytes.push(ours.peakBytes);
    const theirs = await runListing(['--steps', '12']);
    peer.push(...theirs.steps.map((s) => s.seconds).slice(WARM.theirs));
    peerBytes.push(theirs.steps.at(-1)?.peak_rss_bytes ?? Number.NaN);
    version = theirs.version;
  }
  console.log(
    '## One step of the multi-state run: D = 3, M = 5, 3×100 sine network, 8192 walkers, 10 Metropolis moves\n',
  );
  console.log('| | ms/step (median) | fastest | peak memory, GB |');
  console.log('|---|---|---|---|');
  const row = (name: string, values: number[], bytes: number) =>
    console.log(
      `| ${name} | ${(1000 * median(values)).toFixed(1)} | ${(1000 * Math.min(...values)).toFixed(1)} | ${(bytes / 1e9).toFixed(2)} |`,
    );
  row('qham', each, Math.max(...bytes));
  row(version, peer, Math.max(...peerBytes));
  console.log(
    `| ratio | ${(median(peer) / median(each)).toFixed(1)} | ${(Math.min(...peer) / Math.min(...each)).toFixed(1)} | ${(Math.max(...peerBytes) / Math.max(...bytes)).toFixed(1)} |\n`,
  );
}
