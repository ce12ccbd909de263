/** The command line: which commands and options there are. What a command does is loaded only when it is called. */
import { Command, CommanderError, Option } from 'commander';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { reportFault } from './fault.ts';
import { parseWhole } from './settings.ts';
import { VERSION } from './version.ts';

const EXIT_CODES = `

Exit codes:
  0    fine
  1    an expectation failed or is undecided; a file is not formatted (qham fmt --check)
  2    the file has errors, or the command was used wrongly
  3    the run failed numerically (a number was not finite)
  4    no such device, a broken installation, or a disk that cannot be written
  70   a fault in qham itself
  130  interrupted; the run can be resumed`;

const EXAMPLES = {
  qham: `
Examples:
  qham check examples/oscillator.qham          look for errors
  qham run examples/oscillator.qham Ground     train one wave function
  qham resume .qham/runs/Ground-20260131-120000
  qham doctor                                  what this machine can do`,
  check: `
Examples:
  qham check examples/*.qham
  qham check --format github examples/*.qham   annotations in a pull request
  qham check --format sarif file.qham > log.sarif`,
  explain: `
Examples:
  qham explain examples/oscillator.qham Ground
  qham explain examples/oscillator.qham --json | jq '.[].cost'`,
  fmt: `
Examples:
  qham fmt examples/*.qham
  qham fmt --check examples/*.qham             for CI: changes nothing, ends with 1 where something would change`,
  run: `
Examples:
  qham run oscillator.qham                     the file's only train
  qham run oscillator.qham Ground --set D=4    another value of a parameter of its Hamiltonian
  qham run oscillator.qham Ground --steps 100  stop the training early, still evaluate
  qham run oscillator.qham Ground --json       one JSON object at the end
  qham run oscillator.qham Ground Excited      one after the other (--json prints an array of objects)
  qham run fermions.qham Curve                 a sweep: every value of its parameter, then a table (--json: an array)
  qham run oscillator.qham Ground --events | jq -c 'select(.type == "step").energies'

Ctrl-C stops after the current step and keeps a checkpoint, once more stops at once.
--json prints {train, energies, errors, variance, steps, seconds, device, run, expectations: [{text, verdict}],
verdict: {state, text, reasons}}, energies, errors and variance with one number per state; points of a sweep have
{sweep, parameter, value} beside these; a run that was interrupted or failed has none and says why in \`stopped\`.`,
  resume: `
Examples:
  qham resume .qham/runs/Ground-20260131-120000
  qham resume .qham/runs/Ground-20260131-120000 --json
  qham resume .qham/runs/Curve-20260131-120000 goes on with a sweep where it was`,
  evaluate: `
Examples:
  qham evaluate .qham/runs/Ground-20260131-120000
  qham evaluate .qham/runs/Ground-20260131-120000 --samples 10000 --json

The first samples are those of the run's own evaluation, so more of them make its error bars shorter. The new result takes the
place of the old one, which stays in events.jsonl.`,
  list: `
Examples:
  qham list                                    the runs in .qham/runs
  qham list /scratch/runs --json`,
  show: `
Examples:
  qham show .qham/runs/Ground-20260131-120000
  qham show .qham/runs/Ground-20260131-120000 --profile
  qham show .qham/runs/Ground-20260131-120000 --json`,
  compare: `
Examples:
  qham compare .qham/runs/Ground-20260131-120000 .qham/runs/Ground-20260131-130000
  qham compare .qham/runs/Ground-* --json

Differences are from the first run, with the standard error of both; the runs are independent.`,
  export: `
Examples:
  qham export .qham/runs/Ground-20260131-120000 --onnx ground.onnx
  qham export .qham/runs/Ground-20260131-120000 --onnx ground.onnx --walkers 4096

The model takes \`walkers\`, coordinates [walkers, D] in the run's units, particle by particle. Of one state it gives
\`log_psi\` (ln|ψ|) and \`sign\`, each [walkers, 1]; of several \`psi\` [walkers, states]. No state is normalised.`,
  doctor: `
Examples:
  qham doctor
  qham doctor --json`,
  lsp: `
Examples:
  qham lsp --stdio                             what an editor starts`,
};

/**
 * Runs one command line.
 * @param args without the program's own path
 * @returns the exit code; every fault has been reported by then
 */
export async function runCommandLine(args: readonly string[], console: Console): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.fine;
  let events = false;
  /** Binds a command to its module, so that `qham check` never waits for what only `qham run` needs. */
  const action =
    <Arguments extends unknown[]>(load: () => Promise<(console: Console, ...args: Arguments) => Promise<ExitCode>>) =>
    async (...args: Arguments) => {
      // The last thing that a command is called with is itself.
      ({ events = false } = (args.at(-1) as Command).opts<{ events?: boolean }>());
      exitCode = await (await load())(console, ...args);
    };
  const program = buildProgram(action, console);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportFault(error, console, events);
    return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  }
}

type Binder = <Arguments extends unknown[]>(
  load: () => Promise<(console: Console, ...args: Arguments) => Promise<ExitCode>>,
) => (...args: Arguments) => Promise<void>;

function buildProgram(action: Binder, console: Console): Command {
  const program = new Command('qham')
    .description('Trains neural wave functions for the Hamiltonians of .qham files.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.out.write(text),
      writeErr: (text) => console.err.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', EXAMPLES.qham + EXIT_CODES);

  program
    .command('check')
    .description('look for errors in files')
    .argument('<files...>', 'the .qham files')
    .addOption(
      new Option('--format <format>', 'how to print what is found')
        .choices(['text', 'json', 'github', 'sarif'])
        .default('text'),
    )
    .addHelpText('after', EXAMPLES.check)
    .action(action(async () => (await import('./commands/check.ts')).check));

  program
    .command('explain')
    .description('show how a train is resolved: every setting and where it comes from, the terms of H, the cost')
    .argument('<file>', 'the .qham file')
    .argument('[train]', 'the name after `train`; all of them if not given')
    .option('--json', 'print an array of JSON objects')
    .addHelpText('after', EXAMPLES.explain)
    .action(action(async () => (await import('./commands/explain.ts')).explain));

  program
    .command('fmt')
    .description('lay files out: blanks, indentation, alignment')
    .argument('<files...>', 'the .qham files')
    .option('--check', 'change nothing, only say which files would change')
    .addHelpText('after', EXAMPLES.fmt)
    .action(action(async () => (await import('./commands/fmt.ts')).fmt));

  outputOptions(
    program
      .command('run')
      .description("train a file's wave functions")
      .argument('<file>', 'the .qham file')
      .argument(
        '[trains...]',
        'names after `train`, or one after `sweep`; not needed where the file has only one train',
      )
      .option(
        '--set <name=value>',
        'give a parameter of the Hamiltonian or the ansatz another value (repeatable)',
        collect,
      )
      .option('--steps <n>', 'train at most this many steps, then evaluate', whole('--steps', 1))
      .option('--seed <n>', 'seed of the random numbers, instead of the file’s', whole('--seed', 0, 0xffffffff))
      .option('--out <folder>', 'where the run folders go', '.qham/runs'),
  )
    .addHelpText('after', EXAMPLES.run)
    .action(action(async () => (await import('./commands/run.ts')).run));

  outputOptions(
    program.command('resume').description('go on with an interrupted run or sweep').argument('<run>', 'its folder'),
  )
    .addHelpText('after', EXAMPLES.resume)
    .action(action(async () => (await import('./commands/resume.ts')).resume));

  outputOptions(
    program
      .command('evaluate')
      .description('evaluate a finished run again, with more samples')
      .argument('<run>', 'its run folder')
      .option(
        '--samples <n>',
        'samples of each walker; four times those of the file if not given',
        whole('--samples', 1),
      ),
  )
    .addHelpText('after', EXAMPLES.evaluate)
    .action(action(async () => (await import('./commands/evaluate.ts')).evaluateRun));

  program
    .command('list')
    .description('list the runs and sweeps of a folder, with their verdicts')
    .argument('[folder]', 'where the run folders are', '.qham/runs')
    .option('--json', 'print an array of JSON objects')
    .addHelpText('after', EXAMPLES.list)
    .action(action(async () => (await import('./commands/list.ts')).list));

  program
    .command('show')
    .description('show a run: settings, energies, verdicts')
    .argument('<run>', 'its run folder')
    .option('--profile', 'show where the time of its training went')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES.show)
    .action(action(async () => (await import('./commands/show.ts')).show));

  program
    .command('compare')
    .description('compare runs: energies with their differences, and what differs between the programs')
    .argument('<run>', 'the run folder to compare with')
    .argument('<runs...>', 'other run folders')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES.compare)
    .action(action(async () => (await import('./commands/compare.ts')).compare));

  program
    .command('export')
    .description('write the wave function of a run as an ONNX model')
    .argument('<run>', 'its run folder')
    .requiredOption('--onnx <file>', 'the .onnx file to write')
    .option('--walkers <n>', 'how many walkers the model takes at a time', whole('--walkers', 1, 1 << 24), 1)
    .addOption(
      new Option('--precision <precision>', 'arithmetic of the model')
        .choices(['float32', 'float64'])
        .default('float32'),
    )
    .option('--events', 'print nothing, or where that fails one JSON object that says why')
    .addHelpText('after', EXAMPLES.export)
    .action(action(async () => (await import('./commands/export.ts')).exportRun));

  program
    .command('doctor')
    .description('show versions and devices, and train a known system for two seconds')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES.doctor)
    .action(action(async () => (await import('./commands/doctor.ts')).doctor));

  program
    .command('lsp')
    .description('start the language server')
    .option('--stdio', 'talk over stdin and stdout (the only way)')
    .addHelpText('after', EXAMPLES.lsp)
    .action(action(async () => (await import('./commands/lsp.ts')).lsp));

  return program;
}

function outputOptions(command: Command): Command {
  return command
    .option('--device <device>', 'auto, cpu, webgpu, cuda or tensorflow')
    .option(
      '--threads <n>',
      'threads of the device; as many as the machine has cores if not given',
      whole('--threads', 1, 1024),
    )
    .addOption(new Option('--events', 'print one JSON object a line while it runs').conflicts('json'))
    .option('--json', 'print one JSON object at the end')
    .option('--parent-pipe', 'stop when stdin ends, that is when the process that started this one is gone')
    .option(
      '--linger <seconds>',
      'with --parent-pipe: go on for so long after that, and for as long as the process named in keeper.json lives',
      whole('--linger', 1),
    );
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function whole(option: string, low: number, high = Number.MAX_SAFE_INTEGER) {
  return (text: string) => parseWhole(option, text, low, high);
}
