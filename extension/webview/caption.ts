import { batchEnergy } from '../training/energy-text.ts';
import type { Reading } from './chart.ts';
import { meanWindow } from './curve-shape.ts';
import { element, refresh } from './element.ts';
import type { Held } from './held.ts';
import type { Quantity } from './quantities.ts';
import { fill, texts } from './texts.ts';

/** Below the chart: what its lines are, or what the cursor points at. */
export function caption(host: HTMLElement, held: Held, quantity: Quantity, reading: Reading | null): void {
  const steps = meanWindow(held.buckets) * (held.buckets[0]?.count ?? 1);
  const band = held.run?.columns.some(({ kind }) => kind === 'autocorrelation') ?? false;
  refresh(host, reading ?? [steps, quantity, band], () => {
    if (reading) return [`${texts.step} ${reading.step}: ${valuesText(reading)}`];
    const thin = element('span', { class: 'key thin' }, texts.eachStep);
    const thick = element('span', { class: 'key thick' }, fill(texts.meanOver, steps));
    const around = element('span', { class: 'key band' }, texts.band);
    if (quantity === 'energy') return [thin, ...(steps > 1 ? [thick] : []), ...(band ? [around] : [])];
    return quantity === 'distance' && steps > 1 ? [thick] : [];
  });
}

function valuesText({ values, quantity }: Reading): string {
  return values
    .map(({ name, value }) => {
      if (quantity === 'energy') return batchEnergy(value);
      return values.length > 1 ? `${name} ${numberText(value)}` : numberText(value);
    })
    .join(' · ');
}

/** A number of any size in four digits. */
export function numberText(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4))).replaceAll('-', '−');
}
