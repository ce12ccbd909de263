import type { Action, RunView } from '../protocol.ts';
import { caption } from './caption.ts';
import { createChart, type Look } from './chart.ts';
import { createChartControls } from './chart-controls.ts';
import { createDataTable, drawDataTable } from './data-table.ts';
import { formatDuration } from './duration.ts';
import { element, refresh } from './element.ts';
import { drawEnergies, energyLines } from './energy-table.ts';
import type { Held } from './held.ts';
import { drawJudgement, drawMeasured } from './judgement.ts';
import { paced } from './paced.ts';
import { quantitiesOf } from './quantities.ts';
import { drawShapes } from './shape-figures.ts';
import { fill, texts } from './texts.ts';
import { onThemeChange, readTheme } from './theme.ts';

/** What the user does in the view. */
export interface Requests {
  act(action: Action, run: number): void;
  select(run: number): void;
  /** Leads to the phase of the schedule that a step belongs to. */
  schedule(run: number, step: number): void;
  choose(): void;
}

/** Actions that are offered beside the title of a run, not with its problem. */
const GOING: readonly RunView['status'][] = ['starting', 'training', 'evaluating', 'stopping'];

/** Milliseconds between two writings of the numbers: nobody reads faster, and a frame that draws a chart has none to spare. */
const READING = 250;

/** Builds the view inside `host`; returns what shows the state that is held now. */
export function createPanel(host: HTMLElement, requests: Requests): (held: Held) => void {
  let held: Held | null = null;
  let theme = readTheme();
  const part = (name: string) => element('section', { class: name });

  const title = element('div', { class: 'title' });
  const choice = element('div', { class: 'choice' });
  const status = element('span', { class: 'status' });
  const stop = element('button', { class: 'primary stop', type: 'button' }, texts.action.stop);
  const progress = element(
    'div',
    { class: 'progress', role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100' },
    element('div'),
  );
  const problem = part('problem');
  const energies = part('energies');
  const canvas = element('div', {
    class: 'canvas',
    role: 'img',
    tabindex: '0',
    'aria-label': texts.energyByStep,
    'aria-description': texts.chartHelp,
  });
  const legend = element('figcaption');
  const zoom = element('button', { class: 'link', type: 'button', 'aria-pressed': 'false' }, texts.zoom);
  const small = (sign: string, label: string) =>
    element('button', { class: 'link', type: 'button', 'aria-label': label, title: label }, sign);
  const out = small('−', texts.zoomOut);
  const closer = small('+', texts.zoomIn);
  const all = small('↔', texts.wholeCurve);
  const controls = createChartControls((change) => see(change));
  const data = createDataTable();
  const figure = element(
    'figure',
    {},
    controls.element,
    canvas,
    element('div', { class: 'below' }, legend, element('div', { class: 'zooms' }, out, closer, all, zoom)),
  );
  const judgement = part('judgement');
  const measured = part('measured');
  const shapes = part('shapes');
  const facts = element('dl', { class: 'facts' });
  const expectations = element('section', { class: 'expectations', 'aria-label': texts.expectations });
  const notice = element('p', { class: 'notice' });
  const spoken = element('p', { class: 'spoken', 'aria-live': 'polite' });
  const header = element('header', {}, title, status, stop);
  const run = element(
    'div',
    { class: 'run' },
    header,
    progress,
    choice,
    problem,
    energies,
    judgement,
    figure,
    data,
    shapes,
    expectations,
    measured,
    facts,
    notice,
  );
  const choose = element('button', { class: 'primary', type: 'button' }, texts.choose);
  const empty = element(
    'div',
    { class: 'empty' },
    element('h1', {}, texts.noTraining),
    element('p', {}, texts.empty),
    choose,
  );
  host.replaceChildren(run, spoken);

  choose.addEventListener('click', () => requests.choose());
  let look: Look = { quantity: 'energy', byTime: false, window: 'all' };
  const draw = (now: Held) => {
    if (now.run === null) return;
    if (!quantitiesOf(now.run).includes(look.quantity)) look = { ...look, quantity: 'energy' };
    zoom.ariaPressed = String(look.window === 'late');
    controls.draw(now.run, look);
    canvas.ariaLabel = look.quantity === 'energy' ? texts.energyByStep : texts.quantities[look.quantity];
    chart.draw(now, look);
    caption(legend, now, look.quantity, null);
  };
  const see = (change: Partial<Look>) => {
    look = { ...look, ...change };
    if (held === null) return;
    draw(held);
    drawDataTable(data, held, look.quantity, look.window);
  };
  zoom.addEventListener('click', () => see({ window: look.window === 'late' ? 'all' : 'late' }));
  out.addEventListener('click', () => chart.zoom(2));
  closer.addEventListener('click', () => chart.zoom(1 / 2));
  all.addEventListener('click', () => see({ window: 'all' }));
  data.addEventListener('toggle', () => held && drawDataTable(data, held, look.quantity, look.window));
  stop.addEventListener('click', () => held?.run && requests.act('stop', held.run.id));
  const chart = createChart(canvas, () => theme, {
    point: (reading) => {
      if (held) caption(legend, held, look.quantity, reading);
    },
    look: (window) => see({ window }),
    choose: (step) => held?.run && requests.schedule(held.run.id, step),
  });
  canvas.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -50, PageDown: 50, Home: -1e9, End: 1e9 }[event.key];
    const factor = { '+': 1 / 2, '-': 2 }[event.key];
    if (by !== undefined) chart.moveCursor(by);
    else if (factor !== undefined) chart.zoom(factor);
    else if (event.key === '0') see({ window: 'all' });
    else if (event.key === 'Enter' && chart.step !== null && held?.run) requests.schedule(held.run.id, chart.step);
    else return;
    event.preventDefault();
  });
  onThemeChange(() => {
    theme = readTheme();
    chart.recolour();
    if (held?.run) drawEnergies(energies, held.run, theme);
  });

  const writeNow = (now: Held) => {
    if (now.run === null) return;
    drawTitle(title, now.run, requests);
    drawChoice(choice, now, requests);
    status.textContent = texts.status[now.run.status];
    status.dataset.status = now.run.status;
    stop.hidden = !GOING.includes(now.run.status);
    stop.disabled = now.run.status === 'stopping';
    drawProgress(progress, now.run);
    drawProblem(problem, now.run, requests);
    drawEnergies(energies, now.run, theme);
    drawDataTable(data, now, look.quantity, look.window);
    drawJudgement(judgement, now.run);
    drawMeasured(measured, now.run);
    drawShapes(shapes, now.run);
    drawFacts(facts, now.run);
    drawExpectations(expectations, now.run);
    notice.textContent = now.run.notice;
    notice.hidden = now.run.notice === '';
    speak(spoken, now.run);
  };
  // At the beginning of a frame, but not of one that draws the chart.
  const write = paced((now: Held) => void requestAnimationFrame(() => writeNow(now)), READING);

  return (now) => {
    const urgent = now.run?.id !== held?.run?.id || now.run?.status !== held?.run?.status;
    held = now;
    // A page has one title, also for what looks at hidden parts.
    if (now.run !== null) empty.remove();
    else run.after(empty);
    run.hidden = now.run === null;
    figure.hidden = now.buckets.length === 0;
    data.hidden = figure.hidden;
    if (now.buckets.length > 0) draw(now);
    write(now, urgent);
  };
}

function drawTitle(host: HTMLElement, { id, train, file }: RunView, requests: Requests): void {
  refresh(host, [id, train, file], () => {
    const source = element('button', { class: 'link', type: 'button', title: texts.action.source }, file);
    source.addEventListener('click', () => requests.act('source', id));
    return [element('h1', {}, train), source];
  });
}

/** Where there are several runs, a choice among them, newest first. */
function drawChoice(host: HTMLElement, { runs, run: shown }: Held, requests: Requests): void {
  host.hidden = runs.length < 2;
  refresh(host, [runs, shown?.id], () => {
    const options = runs.map(({ id, train, status, started }) => {
      const label = `${train} · ${new Date(started).toLocaleTimeString(document.documentElement.lang)} · ${texts.status[status]}`;
      return element('option', { value: String(id), selected: id === shown?.id ? '' : null }, label);
    });
    const select = element('select', { 'aria-label': texts.runs }, ...options);
    select.addEventListener('change', () => requests.select(Number(select.value)));
    return [select];
  });
}

/** Training and evaluation together; an evaluation counts as the last tenth. */
function drawProgress(host: HTMLElement, run: RunView): void {
  const trained = run.steps > 0 ? run.step / run.steps : 0;
  const done = run.evaluated === null ? trained * 0.9 : 0.9 + run.evaluated * 0.1;
  const percent = String(Math.round(done * 100));
  host.hidden = !GOING.includes(run.status);
  host.setAttribute('aria-valuenow', percent);
  host.setAttribute('aria-label', texts.status[run.status]);
  (host.firstElementChild as HTMLElement).style.transform = `scaleX(${done})`;
}

function drawProblem(host: HTMLElement, { id, problem }: RunView, requests: Requests): void {
  host.hidden = problem === null;
  if (problem === null) return;
  refresh(host, [id, problem], () => {
    const buttons = problem.actions.map((action, i) => {
      const button = element('button', { type: 'button', class: i === 0 ? 'primary' : null }, texts.action[action]);
      button.addEventListener('click', () => requests.act(action, id));
      return button;
    });
    return [
      element('h2', {}, problem.message),
      ...(problem.detail === '' ? [] : [element('pre', {}, problem.detail)]),
      element('p', {}, problem.wayOut),
      element('div', { class: 'buttons' }, ...buttons),
    ];
  });
}

function drawFacts(host: HTMLElement, run: RunView): void {
  const grouped = (count: number) => count.toLocaleString(document.documentElement.lang);
  const left = run.secondsLeft === null ? null : formatDuration(run.secondsLeft);
  const facts: [name: string, value: string | null][] = [
    [texts.step, run.steps > 0 ? `${grouped(run.step)} / ${grouped(run.steps)}` : null],
    [texts.acceptance, run.acceptance === null ? null : `${(run.acceptance * 100).toFixed(0)} %`],
    left === null ? [texts.time, run.seconds > 0 ? formatDuration(run.seconds) : null] : [texts.timeLeft, left],
    [texts.walkers, run.walkers > 0 ? grouped(run.walkers) : null],
    [texts.parameters, run.parameters > 0 ? grouped(run.parameters) : null],
    [texts.phase, run.phase === '' ? null : run.phase],
    [texts.device, run.device === '' ? null : run.device],
  ];
  refresh(host, facts, () =>
    facts.flatMap(([name, value]) =>
      value === null ? [] : [element('div', {}, element('dt', {}, name), element('dd', {}, value))],
    ),
  );
}

const SIGNS = { pass: '✓', fail: '✗', undecided: '?' } as const;

function drawExpectations(host: HTMLElement, { expectations }: RunView): void {
  host.hidden = expectations.length === 0;
  refresh(host, expectations, () => {
    const items = expectations.map(({ text, verdict, reason }) =>
      element(
        'li',
        { 'data-verdict': verdict },
        element('span', { class: 'sign', role: 'img', 'aria-label': texts.verdict[verdict] }, SIGNS[verdict]),
        element('div', {}, element('code', {}, text), ...(reason === '' ? [] : [element('p', {}, reason)])),
      ),
    );
    return [element('ul', {}, ...items)];
  });
}

/** For those who cannot see the chart: a sentence at each change of status and each tenth of the training. */
function speak(host: HTMLElement, run: RunView): void {
  const tenth = run.steps > 0 ? Math.floor((run.step / run.steps) * 10) : 0;
  refresh(host, [run.id, run.status, tenth], () => {
    const lead = fill(texts.summary, `${run.train}: ${texts.status[run.status]}`, run.step, run.steps);
    const verdicts = run.expectations.map(({ text, verdict }) => `${text}: ${texts.verdict[verdict]}`);
    const lines = energyLines(run).map(({ energy }) => energy);
    return [
      [lead, `${texts.energy} ${lines.join(', ')}`, ...verdicts, run.problem?.message ?? ''].filter(Boolean).join('. '),
    ];
  });
}
