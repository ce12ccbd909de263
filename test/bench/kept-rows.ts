/**
 * Rows of a benchmark that takes hours: each is kept as a line of JSON once it is measured, so that it can be run row by row,
 * and go on where it was stopped.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './qham.ts';

/** What a row is measured for: `A`, `V0`, `seed` … */
export type Key = Readonly<Record<string, number | string>>;

/** Where and when a row was measured. */
interface Circumstances {
  date: string;
  /** Processes that wanted to compute in the last minute, on the average, when the row was done. */
  load: number;
}

export type Row<R> = Key & R & Circumstances;

export interface Table<R> {
  /** Of the file under `.cache/bench`. */
  readonly name: string;
  /** All rows, in the order in which they are worth having. */
  readonly keys: readonly Key[];
  readonly measure: (key: Key) => Promise<R>;
}

/**
 * Measures rows that are missing, and prints each when it is done.
 * @param asked `rows=3`: at most so many; `A=4`: only those; both, with commas between; empty: all
 * @returns all that is known of the table, in its order
 */
export async function fillTable<R extends object>(table: Table<R>, asked: string): Promise<Row<R>[]> {
  const wanted = new Map(asked.split(',').flatMap((part) => (part ? [part.split('=') as [string, string]] : [])));
  const most = Number(wanted.get('rows') ?? Number.POSITIVE_INFINITY);
  wanted.delete('rows');
  for (const name of wanted.keys())
    if (!table.keys.some((key) => name in key)) throw new Error(`no row of ${table.name} has a ${name}`);
  const path = join(ROOT, '.cache/bench', `${table.name}.jsonl`);
  mkdirSync(join(ROOT, '.cache/bench'), { recursive: true });
  const known = read<R>(path);
  const missing = table.keys.filter(
    (key) => !known.some((row) => isOf(row, key)) && [...wanted].every(([name, value]) => String(key[name]) === value),
  );
  for (const key of missing.slice(0, most)) {
    const row: Row<R> = { ...key, ...(await table.measure(key)), date: new Date().toISOString(), load: loadavg()[0]! };
    appendFileSync(path, `${JSON.stringify(row)}\n`);
    console.log(`<!-- ${JSON.stringify(row)} -->`);
    known.push(row);
  }
  return table.keys.flatMap((key) => known.filter((row) => isOf(row, key)).slice(-1));
}

const isOf = (row: object, key: Key) =>
  Object.entries(key).every(([name, value]) => (row as Record<string, unknown>)[name] === value);

function read<R>(path: string): Row<R>[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Row<R>);
}

/** Largest load that rows were measured under, for the words above a table. */
export function loadDuring(rows: readonly Circumstances[]): string {
  const loads = rows.map(({ load }) => load);
  return `load while measuring: ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)} on two cores`;
}
