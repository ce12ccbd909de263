/** `npm run fuzz -- --runs N`: many more texts than the tests take, and what became of them. */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { mutations, soup } from './damage.ts';
import { programs } from './derive.ts';
import { examine } from './examine.ts';

const SOURCES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'programs of the grammar': programs,
  'changed examples': mutations,
  'tokens in any order': soup,
  'any signs': fc.string({ unit: 'grapheme', maxLength: 80 }),
};
/** An editor must have an answer before its user looks away: milliseconds of processor time, which a busy machine does not change. */
const LIMIT = 2000;
/** One text in so many is asked for everything at two places; the others for what concerns the whole text. */
const PLACES_EVERY = 8;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' } } });
const runs = Number(values.runs);
const seed = values.seed === undefined ? Date.now() % 0x7fffffff : Number(values.seed);
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error('write --runs N and --seed N with whole numbers');
  process.exit(2);
}
console.log(
  `${runs} texts, seed ${seed}\n\n| texts | how many | failures | over 2 s | slowest, ms | mean, ms |\n|---|---|---|---|---|---|`,
);
let failures = 0;
const names = Object.keys(SOURCES);
for (const [i, name] of names.entries()) {
  const count = Math.floor(runs / names.length) + (i < runs % names.length ? 1 : 0);
  failures += await run(name, SOURCES[name]!, count);
}
process.exitCode = failures > 0 ? 1 : 0;

async function run(name: string, source: fc.Arbitrary<string>, count: number): Promise<number> {
  const found = { failures: 0, late: 0, slowest: 0, total: 0 };
  for (let done = 0; done < count; done++) {
    const [text = ''] = fc.sample(source, { numRuns: 1, seed: seed + done });
    const places = done % PLACES_EVERY === 0 ? [(done % 97) / 97, (done % 89) / 89] : [];
    const began = process.cpuUsage();
    try {
      await examine(text, places);
    } catch (error) {
      found.failures++;
      console.error(
        `${name}, text ${done}: ${error instanceof Error ? error.stack : error}\n${JSON.stringify(text)}\n`,
      );
    }
    const { user, system } = process.cpuUsage(began);
    const took = (user + system) / 1000;
    found.total += took;
    found.slowest = Math.max(found.slowest, took);
    if (took <= LIMIT) continue;
    found.late++;
    console.error(`${name}, text ${done} took ${took.toFixed(0)} ms:\n${JSON.stringify(text)}\n`);
  }
  const mean = found.total / Math.max(1, count);
  console.log(
    `| ${[name, count, found.failures, found.late, found.slowest.toFixed(0), mean.toFixed(1)].join(' | ')} |`,
  );
  return found.failures + found.late;
}
