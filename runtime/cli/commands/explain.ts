import { availableParallelism } from 'node:os';
import { english } from '@qham/grammar/phrase';
import type { Program } from '../../compile/index.ts';
import type { NamedEnergy } from '../../compile/named-energies.ts';
import type { Resolved } from '../../compile/resolved.ts';
import type { Experiment, Term } from '../../experiment.ts';
import { symmetriesOf } from '../../hamiltonian/symmetries.ts';
import { NotAvailable, unavailableText } from '../../train/availability.ts';
import { type Cost, estimateCost } from '../../train/cost.ts';
import type { Channel, Console } from '../console.ts';
import { checkFile, hasErrors, sourcesOf } from '../diagnostics/checked-file.ts';
import { formatText } from '../diagnostics/text.ts';
import { printable } from '../display-width.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { formatDuration } from '../report/duration.ts';
import { formatTable } from '../report/table.ts';
import { trainsAmong } from '../select-trains.ts';

/** A train as it will be run, a sweep with the train that it repeats, or an inverse problem. */
interface Explanation {
  readonly train: string;
  readonly is: 'train' | 'sweep' | 'inverse';
  /** How many times a sweep trains; the cost is that of one. */
  readonly points: number | null;
  readonly settings: readonly Resolved[];
  /** `kinetic`, `coulomb` and `ewald` written out, where H names them. */
  readonly energies: readonly NamedEnergy[];
  /** Terms as written, without symmetries, where this kind of training is not built yet; then `unavailable` says so. */
  readonly hamiltonian: { name: string; terms: readonly object[]; symmetries: readonly string[] } | null;
  readonly cost: Cost | null;
  readonly unavailable: string | null;
}

/**
 * Prints how what a file trains is resolved: every setting with where it comes from, the terms of H, and what it will cost.
 * @param train a train, a sweep or an inverse problem; all where none is named
 */
export async function explain(
  console: Console,
  file: string,
  train: string | undefined,
  options: { json?: boolean },
): Promise<ExitCode> {
  const checked = await checkFile(file);
  const { program, findings } = checked;
  if (!program || hasErrors(findings)) {
    for (const finding of findings)
      console.err.write(`${formatText(finding, sourcesOf([checked]), console.err.paint)}\n`);
    return EXIT.usage;
  }
  const names = [...program.trains, ...program.sweeps, ...program.notBuilt].map(({ name }) => name);
  const chosen =
    train === undefined && names.length > 0 ? names : trainsAmong(file, names, train === undefined ? [] : [train]);
  const explanations = chosen.map((name) => explainOne(program, name));
  if (options.json) console.out.write(`${JSON.stringify(explanations, null, 2)}\n`);
  else for (const explanation of explanations) print(explanation, file, console.out);
  return EXIT.fine;
}

function explainOne(program: Program, name: string): Explanation {
  const sweep = program.sweeps.find((candidate) => candidate.name === name);
  const inverse = program.notBuilt.find((candidate) => candidate.name === name);
  if (inverse) {
    const unavailable = english(unavailableText(`inverse ${name}`, [inverse.what]));
    const nothing = { points: null, energies: [], hamiltonian: null, cost: null };
    return { train: name, is: 'inverse', settings: program.settings(name), ...nothing, unavailable };
  }
  const explained = explainTrain(program, sweep?.train ?? name);
  if (!sweep) return explained;
  const points = explained.unavailable === null ? program.sweep(name).points.length : null;
  return { ...explained, train: name, is: 'sweep', points, settings: program.settings(name) };
}

function explainTrain(program: Program, train: string): Explanation {
  const common = {
    train,
    is: 'train' as const,
    points: null,
    settings: program.settings(train),
    energies: program.energies(train),
  };
  try {
    const experiment = program.experiment(train);
    const { hamiltonian } = experiment;
    const terms = hamiltonian.terms.map((term) => describeTerm(term, experiment));
    return {
      ...common,
      hamiltonian: { name: hamiltonian.name, terms, symmetries: symmetriesOf(hamiltonian) },
      cost: estimateCost(experiment, availableParallelism()),
      unavailable: null,
    };
  } catch (error) {
    if (!(error instanceof NotAvailable)) throw error;
    const hamiltonian = { ...program.writtenHamiltonian(train), symmetries: [] };
    return { ...common, hamiltonian, cost: null, unavailable: error.message };
  }
}

/** A kinetic term with its mass: its coefficient is −ħ²/(2m), and ħ is 1 but in units where it is not. */
function describeTerm(term: Term, { units }: Experiment): { text: string; is: string } {
  if (term.kind === 'potential') {
    const bodies = ['', 'one particle at a time', 'pairs of particles', 'triples of particles'][term.bodies];
    return { text: term.text, is: `potential of ${bodies ?? `${term.bodies} particles at a time`}` };
  }
  const natural = units !== 'nuclear' && units !== 'SI';
  const mass = natural ? `, mass ${Number((-1 / (2 * term.coefficient)).toPrecision(6))}` : '';
  return { text: term.text, is: `kinetic energy of ${term.particles}${mass}` };
}

function print(
  { train, is, points, settings, energies, hamiltonian, cost, unavailable }: Explanation,
  file: string,
  out: Channel,
): void {
  out.write(`${out.paint('bold', `${is} ${train}`)}\n`);
  const rows = settings.map(({ owner, key, value, line, reason }, i) => [
    owner === settings[i - 1]?.owner ? '' : `  ${printable(owner)}`,
    printable(key),
    printable(value),
    out.paint('dim', line === null ? `default: ${reason}` : `${printable(file)}:${line}`),
  ]);
  for (const line of formatTable(rows)) out.write(`${line}\n`);
  if (energies.length > 0) out.write(`\n${out.paint('bold', 'written out')}\n`);
  for (const line of energies.flatMap(({ lines }) => lines)) out.write(`  ${printable(line)}\n`);
  if (hamiltonian) {
    out.write(`\n${out.paint('bold', `H of ${printable(hamiltonian.name)}`)}\n`);
    const terms = (hamiltonian.terms as { text: string; is: string }[]).map(({ text, is }) => [
      `  ${printable(text)}`,
      is,
    ]);
    for (const line of formatTable(terms)) out.write(`${line}\n`);
    if (hamiltonian.symmetries.length > 0) out.write(`  symmetries: ${hamiltonian.symmetries.join(', ')}\n`);
  }
  if (cost) {
    const megabytes = Math.round(cost.bytes / 1e6);
    const cores = `${cost.cores} ${cost.cores === 1 ? 'core' : 'cores'}`;
    const each = points === null ? '' : `; this for each of ${points} points`;
    out.write(`\n${cost.parameters} parameters, ${cost.steps} steps${each}\n`);
    out.write(
      `about ${formatDuration(cost.seconds)} on ${cores} and ${megabytes} MB (an estimate, within a factor of three)\n`,
    );
  }
  if (unavailable !== null) out.write(`\n${printable(unavailable)}\n`);
  out.write('\n');
}
