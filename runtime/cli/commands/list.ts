import { formatUncertain } from '../../estimator/format.ts';
import { type DamagedRun, type ListedRun, type ListedSweep, listRuns, listSweeps } from '../../store/index.ts';
import type { Console } from '../console.ts';
import { displayPath } from '../display-path.ts';
import { printable, truncate } from '../display-width.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { inEnglish } from '../report/in-english.ts';
import { formatVerdict } from '../report/result.ts';
import { formatTable } from '../report/table.ts';
import { verdictWords } from '../report/verdict-words.ts';
import type { Paint } from '../style.ts';

type Listed = ListedRun | DamagedRun | ListedSweep;

/** Lists the runs and sweeps of a folder, the newest first; the points of a sweep stand below it. */
export async function list(console: Console, folder: string, options: { json?: boolean }): Promise<ExitCode> {
  const items: Listed[] = [...(await listRuns(folder)), ...(await listSweeps(folder))];
  items.sort((a, b) => (createdAt(a) < createdAt(b) ? 1 : createdAt(a) > createdAt(b) ? -1 : 0));
  const { out } = console;
  if (options.json) {
    out.write(`${JSON.stringify(items.map(toJson), null, 2)}\n`);
    return EXIT.fine;
  }
  if (items.length === 0) {
    out.write(`no runs in ${printable(folder)}\n`);
    return EXIT.fine;
  }
  const header = ['run', 'status', 'step', 'energy', 'verdict', 'promises'].map((title) => out.paint('dim', title));
  const rows = items.flatMap((item) => (isSweep(item) ? sweepRows(item, out.paint) : [row(item, out.paint)]));
  for (const line of formatTable([header, ...rows], [2])) out.write(`${line}\n`);
  return EXIT.fine;
}

const isSweep = (item: Listed): item is ListedSweep => 'points' in item;

const createdAt = (item: Listed): string => (item.status === 'damaged' ? '' : item.description.created);

function sweepRows({ path, status, points }: ListedSweep, paint: Paint): string[][] {
  const done = points.filter(({ run }) => run?.status === 'finished').length;
  const heading = [printable(displayPath(path)), status, '', `${done} of ${points.length} points`];
  return [heading, ...points.flatMap(({ run }) => (run ? [row(run, paint)] : []))];
}

/** Energies shown of a run with many states. */
const SHOWN = 5;
const LONGEST_MESSAGE = 60;

function row(run: ListedRun | DamagedRun, paint: Paint): string[] {
  const path = printable(displayPath(run.path));
  if (run.status === 'damaged')
    return [path, paint('red', run.status), '', truncate(printable(run.message), LONGEST_MESSAGE)];
  const ending = run.summary?.ending;
  const step = ending?.step ?? run.lastStep?.step ?? 0;
  if (ending?.type === 'result') {
    const energies = ending.energies.map((energy, state) =>
      formatUncertain(energy, ending.errors[state] ?? Number.NaN),
    );
    return [
      path,
      run.status,
      String(step),
      shorten(energies),
      verdictWords(ending.verdict, paint),
      ending.expectations.map(({ verdict }) => formatVerdict(verdict, paint)).join(' '),
    ];
  }
  const energies = run.lastStep?.energies.map((energy) => (energy === null ? '?' : `~${energy.toFixed(3)}`)) ?? [];
  return [path, run.status, String(step), shorten(energies)];
}

function shorten(energies: readonly string[]): string {
  return energies.slice(0, SHOWN).join(' ') + (energies.length > SHOWN ? ' …' : '');
}

function toJson(item: Listed): object {
  if (!isSweep(item)) return runToJson(item);
  const { name, path, status, description, points } = item;
  const { plan, created, device } = description;
  return {
    name,
    run: path,
    status,
    resumable: status !== 'running' && status !== 'finished',
    created,
    sweep: plan.name,
    train: plan.train,
    parameter: plan.parameter,
    device,
    points: points.map(({ value, run }) => ({ value, ...(run && runToJson(run)) })),
  };
}

function runToJson(run: ListedRun | DamagedRun) {
  const { name, path, status } = run;
  if (run.status === 'damaged') return { name, run: path, status, message: run.message };
  const { description, summary, lastStep, resumable } = run;
  const ending = summary?.ending;
  return {
    name,
    run: path,
    status,
    resumable,
    created: description.created,
    train: description.experiment.train,
    device: description.device,
    steps: ending?.step ?? lastStep?.step ?? 0,
    ...(ending?.type === 'result' && {
      energies: ending.energies,
      errors: ending.errors,
      expectations: ending.expectations.map(({ text, verdict }) => ({ text, verdict })),
      ...(ending.verdict && { verdict: inEnglish(ending.verdict) }),
    }),
  };
}
