import type { RunView } from '../protocol.ts';
import { measuredEnergy } from '../training/energy-text.ts';
import { element, refresh } from './element.ts';
import { texts } from './texts.ts';

/** Shows what is to be thought of a result, with its reasons behind it. */
export function drawJudgement(host: HTMLElement, { id, judgement }: RunView): void {
  host.hidden = judgement === null;
  if (judgement === null) return;
  host.dataset.state = judgement.state;
  refresh(host, [id, judgement], () => [
    element(
      'details',
      {},
      element('summary', {}, judgement.text),
      element('ul', {}, ...judgement.reasons.map((reason) => element('li', {}, reason))),
    ),
  ]);
}

/** Shows what else was measured, each with its error bar. */
export function drawMeasured(host: HTMLElement, { measured }: RunView): void {
  host.hidden = measured.length === 0;
  refresh(host, measured, () => [
    element('h2', {}, texts.measured),
    element(
      'table',
      {},
      element(
        'tbody',
        {},
        ...measured.map(({ text, value, error }) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, element('code', {}, text)),
            element('td', {}, value === null ? '–' : measuredEnergy(value, error)),
          ),
        ),
      ),
    ),
  ]);
}
