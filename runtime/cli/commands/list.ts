import { formatUncertain } from '../../estimator/format.ts';
import { type DamagedRun, type ListedRun, listRuns } from '../../store/index.ts';
import type { Console } from '../console.ts';
import { displayPath } from '../display-path.ts';
import { printable, truncate } from '../display-width.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { formatVerdict } from '../report/result.ts';
import { formatTable } from '../report/table.ts';
import type { Paint } from '../style.ts';

/** Lists the runs of a folder, the newest first. */
export async function list(console: Console, folder: string, options: { json?: boolean }): Promise<ExitCode> {
  const runs = await listRuns(folder);
  const { out } = console;
  if (options.json) {
    out.write(`${JSON.stringify(runs.map(toJson), null, 2)}\n`);
    return EXIT.fine;
  }
  if (runs.length === 0) {
    out.write(`no runs in ${printable(folder)}\n`);
    return EXIT.fine;
  }
  const header = ['run', 'status', 'step', 'energy', 'expected'].map((title) => out.paint('dim', title));
  for (const line of formatTable([header, ...runs.map((run) => row(run, out.paint))], [2])) out.write(`${line}\n`);
  return EXIT.fine;
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
      ending.expectations.map(({ verdict }) => formatVerdict(verdict, paint)).join(' '),
    ];
  }
  const energies = run.lastStep?.energies.map((energy) => (energy === null ? '?' : `~${energy.toFixed(3)}`)) ?? [];
  return [path, run.status, String(step), shorten(energies)];
}

function shorten(energies: readonly string[]): string {
  return energies.slice(0, SHOWN).join(' ') + (energies.length > SHOWN ? ' …' : '');
}

function toJson(run: ListedRun | DamagedRun) {
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
    }),
  };
}
