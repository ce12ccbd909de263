import {
  changesBetween,
  changeText,
  comparedRun,
  type EnergyDifference,
  energyDifferences,
} from '../../compare/index.ts';
import { formatUncertain } from '../../estimator/format.ts';
import { type ListedRun, listRun, StoreError } from '../../store/index.ts';
import type { Console } from '../console.ts';
import { displayPath } from '../display-path.ts';
import { printable } from '../display-width.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { formatTable } from '../report/table.ts';

/** Compares runs: their energies with the first one's, and their programs as physics. */
export async function compare(
  console: Console,
  first: string,
  others: readonly string[],
  options: { json?: boolean },
): Promise<ExitCode> {
  const runs = await Promise.all([first, ...others].map(read));
  const energies = runs.map(comparedRun);
  const differences = energyDifferences(energies);
  const changes = changesBetween(runs.map(({ description }) => description.experiment));
  const { out } = console;
  if (options.json) {
    const described = runs.map(({ path, status, description }, i) => ({
      run: path,
      train: description.experiment.train,
      status,
      ...energies[i]!,
    }));
    out.write(`${JSON.stringify({ runs: described, differences, changes }, null, 2)}\n`);
    return EXIT.fine;
  }
  const states = Math.max(0, ...energies.map((run) => run.energies.length));
  const rows = runs.map(({ path, status }, run) => [
    printable(displayPath(path)),
    status,
    ...Array.from({ length: states }, (_, state) => {
      const energy = energies[run]?.energies[state] ?? null;
      if (energy === null) return '';
      const text = formatUncertain(energy, energies[run]?.errors[state] ?? Number.NaN);
      const off = differences.find((difference) => difference.run === run && difference.state === state);
      return off ? `${text}  ${differenceText(off)}` : text;
    }),
  ]);
  const header = ['run', 'status', ...Array.from({ length: states }, (_, state) => `state ${state}`)];
  for (const line of formatTable([header.map((title) => out.paint('dim', title)), ...rows])) out.write(`${line}\n`);
  out.write(changes.length === 0 ? '\nthe programs are the same\n' : '\nwhat differs\n');
  for (const change of changes) out.write(`  ${printable(changeText(change))}\n`);
  return EXIT.fine;
}

async function read(path: string): Promise<ListedRun> {
  const run = await listRun(path);
  if (run.status === 'damaged') throw new StoreError(run.path, run.said);
  return run;
}

function differenceText({ value, error, sigmas }: EnergyDifference): string {
  const text = formatUncertain(value, error ?? Number.NaN);
  const signed = value > 0 ? `+${text}` : text;
  return sigmas === null ? `(${signed})` : `(${signed}, ${Math.abs(sigmas).toFixed(1)} σ)`;
}
