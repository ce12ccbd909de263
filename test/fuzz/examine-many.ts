/** Examines many texts of one sort, and counts what became of them. */
import fc from 'fast-check';
import { examine } from './examine.ts';
import { heapInUse } from './heap.ts';

export interface Source {
  readonly name: string;
  readonly texts: fc.Arbitrary<string>;
}

export interface Plan {
  readonly count: number;
  readonly seed: number;
  /** One text in so many is asked for every feature of the editor, at two places; the others for what concerns the language. */
  readonly featuresEvery: number;
}

export interface Outcome {
  readonly name: string;
  readonly count: number;
  /** Texts without errors of syntax: these are formatted. */
  readonly readable: number;
  readonly featured: number;
  readonly failures: readonly string[];
  /** Processor time in milliseconds, which a busy machine does not stretch: the longest of a text, and of all together. */
  readonly slowest: number;
  readonly total: number;
  /** Bytes that the last three quarters of the texts have left behind. */
  readonly kept: number;
}

/** An editor must have an answer before its user looks away: milliseconds of processor time. */
const LIMIT = 2000;
const CHUNK = 500;
/** Who has seen so many failures has enough to repair. */
const MOST_FAILURES = 20;

/** @returns what became of `count` texts; nothing is thrown for a text that fails */
export async function examineMany({ name, texts }: Source, { count, seed, featuresEvery }: Plan): Promise<Outcome> {
  const failures: string[] = [];
  const found = { readable: 0, featured: 0, slowest: 0, total: 0 };
  let before = heapInUse();
  let done = 0;
  while (done < count && failures.length < MOST_FAILURES) {
    const chunk = fc.sample(texts, { numRuns: Math.min(CHUNK, count - done), seed: seed + done });
    for (const text of chunk) {
      const places = done % featuresEvery === 0 ? [(done % 97) / 97, (done % 89) / 89] : [];
      done++;
      if (places.length > 0) found.featured++;
      try {
        const { readable, took } = await timed(text, places);
        if (readable) found.readable++;
        found.slowest = Math.max(found.slowest, took);
        found.total += took;
      } catch (error) {
        failures.push(`${error instanceof Error ? error.stack : error}\nin the text ${JSON.stringify(text)}`);
      }
    }
    // The first quarter fills what is filled once.
    if (done - chunk.length < count / 4 && done >= count / 4) before = heapInUse();
  }
  return { name, count: done, ...found, failures, kept: heapInUse() - before };
}

/** @throws where a text takes longer than the limit twice: the first time something may have been loaded for it */
async function timed(text: string, places: readonly number[]): Promise<{ readable: boolean; took: number }> {
  let took = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 2; attempt++) {
    const began = process.cpuUsage();
    const readable = await examine(text, places);
    const { user, system } = process.cpuUsage(began);
    took = Math.min(took, (user + system) / 1000);
    if (took <= LIMIT) return { readable, took };
  }
  throw new Error(`it took ${took.toFixed(0)} ms`);
}

/** The heading of a table of outcomes, and the row of one. */
export const HEADING = `| texts | how many | formatted | all features | failures | slowest, ms | mean, ms | memory kept, MB |
|---|---|---|---|---|---|---|---|`;

export function rowOf({ name, count, readable, featured, failures, slowest, total, kept }: Outcome): string {
  const numbers = [count, readable, featured, failures.length, slowest.toFixed(0), (total / count).toFixed(2)];
  return `| ${[name, ...numbers, (kept / 1e6).toFixed(1)].join(' | ')} |`;
}
