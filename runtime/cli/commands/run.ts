import { inLines, type Phrase, say } from '@qham/grammar/phrase';
import { CompileError, type Program } from '../../compile/index.ts';
import { NotAvailable, unavailableText } from '../../train/availability.ts';
import type { Console } from '../console.ts';
import { checkFile, hasErrors, sourcesOf } from '../diagnostics/checked-file.ts';
import { formatPlace, type SaidFinding } from '../diagnostics/finding.ts';
import { countFindings, formatText } from '../diagnostics/text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { faultLine } from '../fault.ts';
import { runSweep } from '../run-sweep.ts';
import { overrides, planned, type RunOptions, trainPlanned } from '../run-trains.ts';
import { assertFree, selectTrains } from '../select-trains.ts';
import { parseSettings } from '../settings.ts';
import { withEngine } from '../with-engine.ts';

/** Trains wave functions of a file, one after the other. */
export async function run(
  console: Console,
  file: string,
  asked: readonly string[],
  options: RunOptions,
): Promise<ExitCode> {
  const set = parseSettings(options.set ?? []);
  const checked = await checkFile(file);
  const { program, findings } = checked;
  const explain = (found: readonly SaidFinding[]) => {
    for (const finding of found) console.err.write(`${formatText(finding, sourcesOf([checked]), console.err.paint)}\n`);
    if (!hasErrors(found)) return;
    console.err.write(`${countFindings(found)}; nothing was trained\n`);
    if (options.events) console.out.write(faultLine(inLines(found.map(inPlace))));
  };
  explain(findings);
  if (!program || hasErrors(findings)) return EXIT.usage;
  assertBuilt(program, asked);
  const selected = selectTrains(
    file,
    program.trains.map(({ name }) => name),
    program.sweeps.map(({ name }) => name),
    asked,
  );
  const changed = { ...overrides(program, options), set };
  try {
    if ('sweep' in selected) {
      assertFree(program.sweeps, selected.sweep, set);
      return await runSweep(console, program, program.sweep(selected.sweep, changed), options);
    }
    const experiments = selected.trains.map((name) => program.experiment(name, changed));
    const plan = await planned(program, experiments, options);
    return await withEngine(console, options, (engine, stop) =>
      trainPlanned(console, program, plan, options, engine, stop),
    );
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    explain(error.diagnostics);
    return EXIT.usage;
  }
}

/** One line about a finding, for who does not see the text. */
const inPlace = ({ said, code, ...at }: SaidFinding): Phrase => say`${formatPlace(at)}: ${code}: ${said}`;

/** @throws NotAvailable where an inverse problem is asked for, or is all that the file has */
function assertBuilt({ trains, notBuilt }: Program, asked: readonly string[]): void {
  const wanted =
    asked.length === 0 && trains.length === 0 ? notBuilt : notBuilt.filter(({ name }) => asked.includes(name));
  const [first] = wanted;
  if (first) throw new NotAvailable(unavailableText(`inverse ${first.name}`, [first.what]));
}
