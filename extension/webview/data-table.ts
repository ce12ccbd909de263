import { batchEnergy } from '../training/energy-text.ts';
import { numberText } from './caption.ts';
import { element, refresh } from './element.ts';
import type { Held } from './held.ts';
import { picture, type Quantity, seenOf, type Window } from './quantities.ts';
import { fill, texts } from './texts.ts';

/** Rows of the table: enough to see the course of a curve, few enough to be read. */
const ROWS = 20;

/** The numbers of the chart as a table, for those who cannot see it; only while it is open. */
export function drawDataTable(host: HTMLDetailsElement, held: Held, quantity: Quantity, window: Window): void {
  const { run, buckets } = held;
  if (run === null || !host.open) return;
  const body = host.lastElementChild as HTMLElement;
  refresh(body, [run.id, held.revision, quantity, window], () => {
    const lines = picture(held, run, quantity, (state) => fill(`${texts.state} {0}`, state)).lines.filter(
      ({ name }) => name !== '',
    );
    const seen = seenOf(buckets, window, ({ first }) => first);
    const from = Math.max(0, buckets.indexOf(seen[0]!));
    const apart = Math.max(1, Math.ceil(seen.length / ROWS));
    const rows = seen.flatMap((bucket, i) => {
      if (i % apart !== 0 && i !== seen.length - 1) return [];
      const cells = lines.flatMap(({ values, errors }) => {
        const value = values[from + i] ?? null;
        const text = quantity === 'energy' ? batchEnergy(value) : numberText(value);
        return [text, ...(errors ? [numberText(errors[from + i] ?? null)] : [])];
      });
      return [
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, String(bucket.first)),
          ...cells.map((text) => element('td', {}, text)),
        ),
      ];
    });
    const head = [texts.step, ...lines.flatMap(({ name, errors }) => [name, ...(errors ? [texts.samplingError] : [])])];
    return [
      element(
        'table',
        {},
        element('caption', {}, texts.quantities[quantity]),
        element('thead', {}, element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text)))),
        element('tbody', {}, ...rows),
      ),
    ];
  });
}

/** The closed table. */
export function createDataTable(): HTMLDetailsElement {
  return element(
    'details',
    { class: 'data' },
    element('summary', {}, texts.data),
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': texts.data }),
  );
}
