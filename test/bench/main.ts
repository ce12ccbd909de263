/** Runs benchmarks and prints what they found, with the machine and the date. */
import { cpus, totalmem } from 'node:os';
import { agreement } from './agreement.ts';
import { editor } from './editor.ts';
import { fermionAccuracy } from './fermion-accuracy.ts';
import { fermionCost } from './fermion-cost.ts';
import { fermionStep } from './fermion-step.ts';
import { fermions } from './fermions.ts';
import { ground } from './ground.ts';
import { languageServer } from './language-server.ts';
import { natural } from './natural.ts';
import { startup } from './startup.ts';
import { step } from './step.ts';
import { thesis } from './thesis.ts';

/** Name → benchmark; each prints a Markdown section. What stands behind a colon, as in `fermions:rows=1`, is for the benchmark. */
const BENCHMARKS: Record<string, (asked?: string) => Promise<void>> = {
  startup,
  step,
  natural,
  'fermion-step': fermionStep,
  'fermion-accuracy': fermionAccuracy,
  ground,
  fermions,
  'fermion-cost': fermionCost,
  agreement,
  editor,
  'language-server': languageServer,
  thesis,
};

/** They take minutes to hours, and run only when they are asked for. */
const LONG = ['fermions', 'fermion-accuracy', 'fermion-cost', 'thesis'];

const asked = process.argv.slice(2).map((text) => text.split(/:(.*)/s) as [string, string?]);
const unknown = asked.map(([name]) => name).filter((name) => !Object.hasOwn(BENCHMARKS, name));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(', ')}; there are: ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(2);
}
const [processor] = cpus();
console.log(`# Benchmarks, ${new Date().toISOString().slice(0, 10)}\n`);
console.log(
  `${processor?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}\n`,
);
const all = Object.keys(BENCHMARKS)
  .filter((name) => !LONG.includes(name))
  .map((name) => [name] as [string, string?]);
for (const [name, what] of asked.length > 0 ? asked : all) await BENCHMARKS[name]!(what);
