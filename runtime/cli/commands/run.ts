import { CompileError, type Program } from '../../compile/index.ts';
import { createRun } from '../../store/index.ts';
import { assertAvailable, NotAvailable } from '../../train/availability.ts';
import { startTraining } from '../../train/training.ts';
import type { Console } from '../console.ts';
import { checkFile, hasErrors, sourcesOf } from '../diagnostics/checked-file.ts';
import type { Finding } from '../diagnostics/finding.ts';
import { countFindings, formatText } from '../diagnostics/text.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { selectTrains } from '../select-trains.ts';
import { parseSettings } from '../settings.ts';
import { type PlannedRun, planRuns, sourceOf } from '../start-from.ts';
import { openStopRequest } from '../stop-request.ts';
import { openEngineFor, type TrainingOptions } from '../training-options.ts';
import { runTrainings } from '../training-session.ts';
import { runtimeVersions } from '../versions.ts';

export interface RunOptions extends TrainingOptions {
  set?: string[];
  steps?: number;
  seed?: number;
  out: string;
}

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
  const explain = (found: readonly Finding[]) => {
    for (const finding of found) console.err.write(`${formatText(finding, sourcesOf([checked]), console.err.paint)}\n`);
    if (hasErrors(found)) console.err.write(`${countFindings(found)}; nothing was trained\n`);
  };
  explain(findings);
  if (!program || hasErrors(findings)) return EXIT.usage;
  assertBuilt(program, asked);
  const names = selectTrains(
    file,
    program.trains.map(({ name }) => name),
    asked,
  );
  try {
    const experiments = names.map((name) => program.experiment(name, { set, ...overrides(options) }));
    // Parameters given with --set belong to the trains that were asked for.
    const compile = (name: string) => program.experiment(name, overrides(options));
    const planned = await planRuns(options.out, experiments, compile);
    for (const { experiment } of planned) assertAvailable(experiment);
    return await trainAll(console, program, planned, options);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    explain(error.diagnostics);
    return EXIT.usage;
  }
}

/** @throws NotAvailable where a sweep or an inverse problem is asked for, or is all that the file has */
function assertBuilt({ trains, notBuilt }: Program, asked: readonly string[]): void {
  const wanted =
    asked.length === 0 && trains.length === 0 ? notBuilt : notBuilt.filter(({ name }) => asked.includes(name));
  const [first] = wanted;
  if (first) throw new NotAvailable(`${first.name}: this kind of training is not available yet: ${first.what}`);
}

function overrides({ steps, seed }: RunOptions): { steps?: number; seed?: number } {
  return { ...(steps !== undefined && { steps }), ...(seed !== undefined && { seed }) };
}

async function trainAll(
  console: Console,
  program: Program,
  planned: readonly PlannedRun[],
  options: RunOptions,
): Promise<ExitCode> {
  const stop = openStopRequest(process, console, options);
  try {
    const engine = await openEngineFor(options, console);
    const { device, threads } = engine.description;
    const meta = { versions: runtimeVersions(), device, threads, program: program.text };
    const prepare = async ({ experiment, asked }: PlannedRun) => {
      const from = experiment.start_from;
      const wanted =
        from === null
          ? undefined
          : (planned.find((other) => other.experiment.train === from)?.experiment ??
            program.experiment(from, overrides(options)));
      const source = await sourceOf(options.out, experiment, wanted);
      const record = await createRun(options.out, experiment, meta);
      try {
        const training = await startTraining(experiment, engine, { runPath: record.folder, ...(source && { source }) });
        return { training, record, resumed: false, asked };
      } catch (error) {
        await record.close();
        throw error;
      }
    };
    try {
      return await runTrainings(
        planned.map((run) => () => prepare(run)),
        { ...options, asked: planned.filter(({ asked }) => asked).length },
        console,
        stop,
      );
    } finally {
      await engine.dispose();
    }
  } finally {
    stop.dispose();
  }
}
