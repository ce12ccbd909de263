import type { CompareTexts, Comparison } from '../compare/protocol.ts';
import { batchEnergy, energyDifference, measuredEnergy } from '../training/energy-text.ts';
import { createCompareChart } from './compare-chart.ts';
import { element, refresh } from './element.ts';
import { onThemeChange, readTheme } from './theme.ts';

/** Builds the Compare view inside `host`; returns what shows a comparison. @param open shows a run by its path */
export function createComparePanel(
  host: HTMLElement,
  texts: CompareTexts,
  open: (path: string) => void,
): (comparison: Comparison) => void {
  let shown: Comparison | null = null;
  let state = 0;
  let theme = readTheme();
  const choice = element('div', { class: 'choice' });
  const canvas = element('div', { class: 'canvas', role: 'img', 'aria-label': texts.energyByStep });
  const energies = element('section', { class: 'energies' });
  const changes = element('section', { class: 'changes' });
  host.replaceChildren(
    element(
      'div',
      { class: 'run compare' },
      element('header', {}, element('h1', {}, texts.title), choice),
      element('figure', {}, canvas),
      energies,
      changes,
    ),
  );
  const chart = createCompareChart(canvas, () => theme, texts.reference);
  const draw = () => {
    if (shown === null) return;
    drawChoice();
    chart.draw(shown.runs, state);
    refresh(energies, [shown.runs.map(({ buckets: _, ...run }) => run), shown.differences, state, theme], () => [
      energyTable(shown!, state, texts, (index) => theme.state(index), open),
      ...(shown!.runs.some(({ errors }) => (errors[state] ?? null) === null)
        ? [element('p', { class: 'what' }, texts.noErrors)]
        : []),
    ]);
    refresh(changes, [shown.changes, shown.runs.map(({ name }) => name)], () => changeTable(shown!, texts));
  };
  const drawChoice = () => {
    const states = Math.max(1, ...(shown?.runs ?? []).map((run) => run.energies.length));
    choice.hidden = states === 1;
    refresh(choice, [states, state], () => {
      const options = Array.from({ length: states }, (_, n) =>
        element('option', { value: String(n), selected: n === state ? '' : null }, `${texts.state} ${n}`),
      );
      const select = element('select', { 'aria-label': texts.state }, ...options);
      select.addEventListener('change', () => {
        state = Number(select.value);
        draw();
      });
      return [select];
    });
  };
  onThemeChange(() => {
    theme = readTheme();
    chart.recolour();
    draw();
  });
  return (comparison) => {
    shown = comparison;
    draw();
  };
}

function energyTable(
  { runs, differences }: Comparison,
  state: number,
  texts: CompareTexts,
  colour: (index: number) => string,
  open: (path: string) => void,
): HTMLElement {
  const rows = runs.map(({ name, path, energies, errors }, n) => {
    const swatch = element('i', { class: 'swatch' });
    swatch.style.background = colour(n);
    const energy = energies[state] ?? null;
    const error = errors[state] ?? null;
    const off = differences.find((difference) => difference.run === n && difference.state === state);
    const button = element('button', { class: 'link', type: 'button' }, name);
    button.addEventListener('click', () => open(path));
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, swatch, button),
      element('td', {}, energy === null || error === null ? batchEnergy(energy) : measuredEnergy(energy, error)),
      element('td', {}, off ? energyDifference(off.value, off.error ?? undefined) : ''),
      element('td', {}, off && off.sigmas !== null ? texts.sigmas.replace('{0}', Math.abs(off.sigmas).toFixed(1)) : ''),
    );
  });
  return table([texts.run, texts.energy, texts.difference, texts.deviation], rows);
}

function changeTable({ runs, changes }: Comparison, texts: CompareTexts): Node[] {
  const heading = element('h2', {}, texts.programs);
  if (changes.length === 0) return [heading, element('p', {}, texts.same)];
  const rows = changes.map(({ what, values }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, what),
      ...values.map((value) => element('td', {}, element('code', {}, value ?? '–'))),
    ),
  );
  return [heading, table([texts.quantity, ...runs.map(({ name }) => name)], rows)];
}

function table(head: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': head[0] ?? '' },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text)))),
      element('tbody', {}, ...rows),
    ),
  );
}
