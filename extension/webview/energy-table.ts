import type { RunView } from '../protocol.ts';
import { batchEnergy, energyDifference, measuredEnergy, referenceEnergy } from '../training/energy-text.ts';
import { element, refresh } from './element.ts';
import { texts } from './texts.ts';
import type { Theme } from './theme.ts';

/** One state in words. */
export interface EnergyLine {
  readonly energy: string;
  /** "exact 1.5"; empty where there is nothing to compare with. */
  readonly reference: string;
  readonly difference: string;
}

/** The energies of a run as the view writes them, lowest first. */
export function energyLines(run: Pick<RunView, 'energies' | 'errors' | 'references'>): EnergyLine[] {
  return run.energies.map((energy, state) => {
    const error = run.errors === null ? undefined : (run.errors[state] ?? null);
    const reference = run.references[state];
    const value = reference?.value ?? null;
    return {
      energy: energy === null || error === undefined ? batchEnergy(energy) : measuredEnergy(energy, error),
      reference:
        reference === undefined || value === null ? '' : `${texts.reference[reference.kind]} ${referenceEnergy(value)}`,
      difference: energy === null || value === null ? '' : energyDifference(energy - value, error),
    };
  });
}

/** Shows the energies: one state in large figures, several in a table. */
export function drawEnergies(host: HTMLElement, run: RunView, theme: Theme): void {
  const lines = energyLines(run);
  host.hidden = lines.length === 0;
  const what = run.errors === null ? texts.batch : texts.evaluated;
  const colours = lines.map((_, state) => theme.state(state));
  refresh(host, [lines, what, colours], () => [
    lines.length === 1 ? single(lines[0]!) : table(lines, colours),
    element('p', { class: 'what' }, what),
  ]);
}

function single({ energy, reference, difference }: EnergyLine): HTMLElement {
  return element(
    'div',
    { class: 'single' },
    element('span', { class: 'label' }, texts.energy),
    element('strong', {}, energy),
    ...(reference === ''
      ? []
      : [element('span', { class: 'compared' }, reference, ' ', element('span', {}, `Δ ${difference}`))]),
  );
}

function table(lines: readonly EnergyLine[], colours: readonly string[]): HTMLElement {
  const compared = lines.some((line) => line.reference !== '');
  const head = [texts.state, texts.energy, ...(compared ? [texts.comparedWith, texts.difference] : [])];
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text)))),
    element(
      'tbody',
      {},
      ...lines.map(({ energy, reference, difference }, state) => {
        const swatch = element('i', { class: 'swatch' });
        swatch.style.background = colours[state]!;
        return element(
          'tr',
          {},
          element('th', { scope: 'row' }, swatch, String(state)),
          element('td', {}, energy),
          ...(compared ? [element('td', {}, reference), element('td', {}, difference)] : []),
        );
      }),
    ),
  );
}
