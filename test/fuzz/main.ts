/** `npm run fuzz -- --runs N`: as many texts as one likes, other ones each time, and what became of them. */
import { parseArgs } from 'node:util';
import { examineMany, HEADING, rowOf } from './examine-many.ts';
import { SOURCES } from './sources.ts';

const FEATURES_EVERY = 8;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' } } });
const runs = Number(values.runs);
const seed = values.seed === undefined ? Date.now() % 0x7fffffff : Number(values.seed);
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error('write --runs N and --seed N with whole numbers');
  process.exit(2);
}
console.log(`${runs} texts, seed ${seed}\n\n${HEADING}`);
const sources = Object.values(SOURCES);
for (const [i, source] of sources.entries()) {
  const count = Math.floor(runs / sources.length) + (i < runs % sources.length ? 1 : 0);
  const outcome = await examineMany(source, { count, seed, featuresEvery: FEATURES_EVERY });
  console.log(rowOf(outcome));
  for (const failure of outcome.failures) console.error(`\n${failure}`);
  if (outcome.failures.length > 0) process.exitCode = 1;
}
