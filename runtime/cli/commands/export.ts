import { extname, resolve } from 'node:path';
import { say } from '@qham/grammar/phrase';
import type { Precision } from '../../engine/engine.ts';
import { exportOnnx } from '../../export/onnx.ts';
import { replaceFile } from '../../store/atomic-file.ts';
import { openRun, StoreError } from '../../store/index.ts';
import type { Console } from '../console.ts';
import { displayPath } from '../display-path.ts';
import { printable } from '../display-width.ts';
import { EXIT, type ExitCode, UsageError } from '../exit-code.ts';

const PARAMETER = 'parameter/';

/** Writes the wave function of a run, as its last checkpoint has it, to a file. */
export async function exportRun(
  console: Console,
  path: string,
  { onnx, walkers, precision, events }: { onnx: string; walkers: number; precision: Precision; events?: boolean },
): Promise<ExitCode> {
  if (extname(onnx) !== '.onnx') throw new UsageError(say`${onnx} is not called like an ONNX model: end it with .onnx`);
  const run = await openRun(path);
  const checkpoint = await run.loadCheckpoint();
  if (!checkpoint)
    throw new StoreError(run.folder, say`${run.folder} has no checkpoint yet: let it train for some steps first`);
  const parameters = Object.fromEntries(
    Object.entries(checkpoint.tensors).flatMap(([name, { data }]) =>
      name.startsWith(PARAMETER) && data instanceof Float32Array ? [[name.slice(PARAMETER.length), data]] : [],
    ),
  );
  const target = resolve(onnx);
  replaceFile(target, exportOnnx(run.description.experiment, parameters, walkers, precision));
  if (events) return EXIT.fine;
  const { train } = run.description.experiment;
  console.out.write(
    `${printable(displayPath(target))}: ψ of ${printable(train)} after ${checkpoint.step} steps, for ${walkers} ${walkers === 1 ? 'walker' : 'walkers'} at a time\n`,
  );
  return EXIT.fine;
}
