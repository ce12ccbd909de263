import { formatUncertain } from '../../estimator/format.ts';
import type { EventOf, RunEvent } from '../../events.ts';
import type { Block, Experiment } from '../../experiment.ts';
import { isSweepFolder, openRun, openSweep, type RunDescription, type RunStatus } from '../../store/index.ts';
import type { Console } from '../console.ts';
import { displayPath, shellQuoted } from '../display-path.ts';
import { printable } from '../display-width.ts';
import { EXIT, type ExitCode, UsageError } from '../exit-code.ts';
import { inEnglish } from '../report/in-english.ts';
import { noteOf } from '../report/notes.ts';
import { formatProfile, profileOf } from '../report/profile.ts';
import { formatResult } from '../report/result.ts';
import { summarise } from '../report/run-summary.ts';
import { sparkline } from '../report/sparkline.ts';
import { formatTable } from '../report/table.ts';
import type { Paint } from '../style.ts';
import { reportSweep } from '../sweep-session.ts';

/** Shows one run: what was trained and how, how the energies went, and what came out. */
export async function show(
  console: Console,
  path: string,
  options: { json?: boolean; profile?: boolean },
): Promise<ExitCode> {
  if (isSweepFolder(path)) return showSweep(console, path, options);
  const run = await openRun(path);
  const { events, damaged } = await run.readEvents();
  const { out, err } = console;
  if (damaged > 0) err.write(`${err.paint('yellow', 'note')}: ${damaged} damaged lines in its events were left out\n`);
  const view = { folder: run.folder, status: run.status, description: run.description, events };
  if (options.profile && options.json) out.write(`${JSON.stringify(profileOf(events), null, 2)}\n`);
  else if (options.profile) for (const line of formatProfile(events)) out.write(`${line}\n`);
  else if (options.json) out.write(`${JSON.stringify(toJson(view), null, 2)}\n`);
  else for (const line of describe(view, out.paint)) out.write(`${line}\n`);
  return EXIT.fine;
}

/** Shows the points of a sweep; each of them can be shown by itself. @throws UsageError for what a sweep does not have */
async function showSweep(
  console: Console,
  path: string,
  options: { json?: boolean; profile?: boolean },
): Promise<ExitCode> {
  const sweep = openSweep(path);
  const points = await sweep.points();
  const [first] = points.flatMap(({ run }) => (run ? [run.path] : []));
  if (options.profile)
    throw new UsageError(
      `${path} is a sweep: ask for the profile of a point${first ? `, as ${displayPath(first)}` : ''}`,
    );
  reportSweep(sweep, points, options, console);
  return EXIT.fine;
}

interface View {
  folder: string;
  status: RunStatus;
  description: RunDescription;
  events: readonly RunEvent[];
}

function startOf({ events }: View): EventOf<'start'> | undefined {
  return events.find((event) => event.type === 'start');
}

/** How it ended; undefined while it has not. */
function endingOf({ events }: View) {
  const last = events.at(-1);
  return last?.type === 'result' || last?.type === 'interrupted' || last?.type === 'failure' ? last : undefined;
}

function toJson(view: View) {
  const { folder, status, description, events } = view;
  const start = startOf(view);
  const ending = endingOf(view);
  const last = events.findLast((event) => event.type === 'step');
  return {
    run: folder,
    status,
    ...description,
    ...(start && ending ? summarise(start, ending) : { train: description.experiment.train, steps: last?.step ?? 0 }),
    ...(ending?.type === 'result' && {
      expectations: ending.expectations.map((expectation) => inEnglish(expectation)),
    }),
    last_step: last ?? null,
  };
}

const CURVE_WIDTH = 60;

function describe(view: View, paint: Paint): string[] {
  const { folder, status, description, events } = view;
  const { experiment, versions } = description;
  const steps = events.filter((event) => event.type === 'step');
  const ending = endingOf(view);
  const path = displayPath(folder);
  const lines = [
    `${paint('bold', experiment.train)}  ${status}  ${paint('dim', printable(path))}`,
    ...formatTable([
      ...settings(experiment),
      [
        'begun',
        `${description.created} on ${description.device}, ${Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}`,
      ],
      ['steps', `${steps.at(-1)?.step ?? 0} of ${startOf(view)?.steps ?? '?'}`],
    ]).map((line) => `  ${line}`),
  ];
  const lowest = steps.map((event) => event.energies[0] ?? null);
  const known = lowest.filter((energy) => energy !== null);
  if (known.length > 0)
    lines.push(
      `  energy  ${known[0]!.toFixed(4)} ${paint('cyan', sparkline(lowest, CURVE_WIDTH))} ${known.at(-1)!.toFixed(4)}`,
    );
  for (const event of events) {
    const note = noteOf(event);
    if (note !== null) lines.push(`  ${note}`);
  }
  const before = events.filter((event) => event.type === 'result' && event !== ending) as EventOf<'result'>[];
  for (const { energies, errors, samples } of before)
    lines.push(
      `  evaluated before${samples === undefined ? '' : ` with ${samples} samples`}: ${energiesText(energies, errors)}`,
    );
  if (ending?.type === 'result')
    lines.push(...formatResult(experiment.train, ending, startOf(view)?.reference ?? [], paint));
  if (ending?.type === 'failure') lines.push(`  ${paint('red', 'failed')}: ${printable(ending.message)}`);
  if (status === 'interrupted' || status === 'dead') lines.push(`  resume with: qham resume ${shellQuoted(path)}`);
  return lines;
}

const energiesText = (energies: readonly number[], errors: readonly (number | null)[]) =>
  energies.map((energy, m) => formatUncertain(energy, errors[m] ?? Number.NaN)).join(', ');

function settings({ hamiltonian, ansatz, schedule, states, seed, source }: Experiment): string[][] {
  const parameters = Object.entries(hamiltonian.parameters).map(([name, value]) => `${name} = ${value}`);
  const { sampler, phases, evaluation } = schedule;
  return [
    ['source', `${printable(source.file)}:${source.line}`],
    [
      'hamiltonian',
      `${hamiltonian.name}(${parameters.join(', ')})  H = ${hamiltonian.terms.map((term) => term.text).join(' + ')}`,
    ],
    ['ansatz', `${ansatz.name}  ${ansatz.blocks.map(blockText).join('; ')}`],
    ['states', `${states}, seed ${seed}`],
    ['sampler', `${sampler.walkers} walkers, ${sampler.sweeps} sweeps a step`],
    ...phases.map((phase) => [
      `phase ${phase.name}`,
      `${phase.objective.kind}, ${phase.optimizer.kind}, ${phase.steps} steps`,
    ]),
    ['evaluation', `${evaluation.samples} samples of ${evaluation.walkers} walkers, ${evaluation.sweeps} sweeps apart`],
  ];
}

/** `N: mlp [32, 32] silu` */
function blockText(block: Block): string {
  const { kind, name, weights: _, biases: __, ...settings } = { weights: null, biases: null, ...block };
  const values = Object.values(settings).map((value) => (Array.isArray(value) ? `[${value.join(', ')}]` : value));
  return `${name}: ${kind} ${values.filter((value) => value !== 'none' && value !== null).join(' ')}`;
}
