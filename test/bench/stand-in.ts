/** A training that costs nothing in the place of `qham`, so that what is measured is the editor's side alone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRun, FILES } from 'qham/store';
import { EXPERIMENT, META, result } from '../runtime/store/sample.ts';
import { ROOT } from './qham.ts';

/**
 * Puts it there: it only prints its steps and writes them down, each time into a run folder of its own.
 * @param extension the folder that the extension was unpacked to
 * @param pace steps after which it lets 5 ms pass; 0: it prints as fast as it can
 */
export async function standIn(extension: string, steps: number, pace = 0): Promise<void> {
  const fixture = pathToFileURL(join(ROOT, 'test/editor/fixtures/trains.mjs'));
  const ending = result(steps);
  const run = await createRun(join(extension, 'runs'), EXPERIMENT, META);
  run.append(ending);
  await run.writeSummary(ending);
  await run.close();
  writeFileSync(
    join(extension, 'dist/runtime/qham.mjs'),
    `import { cpSync, openSync, writeSync } from 'node:fs';
process.env.STEPS = '${steps}';
process.env.PACE = '${pace}';
process.env.RUN = \`.qham/runs/\${process.pid}\`;
cpSync(${JSON.stringify(run.folder)}, process.env.RUN, { recursive: true });
const events = openSync(process.env.RUN + '/${FILES.events}', 'w');
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = (text) => {
  writeSync(events, text);
  return print(text);
};
await import('${fixture}');
`,
  );
}
