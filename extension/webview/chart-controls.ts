import type { RunView } from '../protocol.ts';
import type { Look } from './chart.ts';
import { element, refresh } from './element.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';
import { texts } from './texts.ts';

/** The row above the chart: which quantity, and against what. */
export interface ChartControls {
  readonly element: HTMLElement;
  draw(run: RunView, look: Look): void;
}

/** Makes the row. @param change is told what is to be seen instead */
export function createChartControls(change: (look: Partial<Look>) => void): ChartControls {
  const choice = element('div', { class: 'quantity' });
  const byTime = element('button', { class: 'link', type: 'button', 'aria-pressed': 'false' }, texts.byTime);
  byTime.addEventListener('click', () => change({ byTime: byTime.ariaPressed !== 'true', window: 'all' }));
  return {
    element: element('div', { class: 'controls' }, choice, byTime),
    draw(run, look) {
      byTime.ariaPressed = String(look.byTime);
      const quantities = quantitiesOf(run);
      refresh(choice, [quantities, look.quantity], () => {
        const options = quantities.map((quantity) =>
          element(
            'option',
            { value: quantity, selected: quantity === look.quantity ? '' : null },
            texts.quantities[quantity],
          ),
        );
        const select = element('select', { 'aria-label': texts.quantity }, ...options);
        select.addEventListener('change', () => change({ quantity: select.value as Quantity }));
        return [select];
      });
    },
  };
}
