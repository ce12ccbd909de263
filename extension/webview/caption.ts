import { batchEnergy } from '../training/energy-text.ts';
import type { Reading } from './chart.ts';
import { meanWindow } from './curve-shape.ts';
import { element, refresh } from './element.ts';
import type { Held } from './held.ts';
import { fill, texts } from './texts.ts';

/** Below the chart: what its lines are, or what the cursor points at. */
export function caption(host: HTMLElement, held: Held, reading: Reading | null): void {
  const steps = meanWindow(held.buckets) * (held.buckets[0]?.count ?? 1);
  refresh(host, reading ?? steps, () => {
    if (reading) return [`${texts.step} ${reading.step}: ${reading.energies.map(batchEnergy).join(' · ')}`];
    const thin = element('span', { class: 'key thin' }, texts.eachStep);
    return steps > 1 ? [thin, element('span', { class: 'key thick' }, fill(texts.meanOver, steps))] : [thin];
  });
}
