/** What differs between programs, in the terms of the physics and not of their texts. */
import { type Experiment, isExpression } from '../experiment.ts';
import { expressionText } from './expression-text.ts';

/** One quantity that is not the same everywhere. */
export interface Change {
  /** "ω", "N hidden", "main optimizer learning_rate". */
  readonly what: string;
  /** Its value in each program, in their order; null where it has none. */
  readonly values: readonly (string | null)[];
}

/** Where a quantity stands is said by these only inside the program that is compared. */
const SILENT = new Set(['hamiltonian', 'ansatz', 'schedule', 'parameters', 'blocks', 'phases', 'sampler', 'space']);
/** Of no consequence for the numbers, or said by another entry: a train by its runs, a kind by its settings. */
const IGNORED = new Set(['format', 'source', 'train']);

/** The quantities that differ between at least two of the programs, in the order of the first program that has them. */
export function changesBetween(experiments: readonly Experiment[]): Change[] {
  const all = experiments.map((experiment) => new Map(quantities(experiment)));
  const names = [...new Set(all.flatMap((one) => [...one.keys()]))];
  return names.flatMap((what) => {
    const found = all.map((one) => one.get(what) ?? null);
    const same = (of: (quantity: Quantity | null) => unknown) => found.every((one) => of(one) === of(found[0] ?? null));
    if (same((one) => one?.text) || same((one) => one?.meaning)) return [];
    return [{ what, values: found.map((one) => one?.text ?? null) }];
  });
}

/** "ω 1 → 1.2"; a value that is not there is "–". */
export const changeText = ({ what, values }: Change): string =>
  `${what} ${values.map((value) => value ?? '–').join(' → ')}`;

/** The same words with other parameters, and other words for the same formula, are no difference of their own. */
interface Quantity {
  readonly text: string;
  readonly meaning: string;
}

const plain = (text: string): Quantity => ({ text, meaning: text });

function quantities(experiment: Experiment): [string, Quantity][] {
  return Object.entries(experiment)
    .filter(([name]) => !IGNORED.has(name))
    .flatMap(([name, value]) => flatten([name], value));
}

/** The leaves below a value, each with the words that lead to it. */
function flatten(path: readonly string[], value: unknown): [string, Quantity][] {
  if (isExpression(value)) return [[label(path), plain(expressionText(value))]];
  if (Array.isArray(value)) return flattenList(path, value);
  if (typeof value !== 'object' || value === null) return [[label(path), plain(printed(value))]];
  return Object.entries(value)
    .filter(([name, inner]) => !(name === 'name' && typeof inner === 'string' && isNamed(path)))
    .flatMap(([name, inner]) => flatten([...path, name], inner));
}

/** Members with names are told apart by them, terms and promises by their texts; other lists are one value. */
function flattenList(path: readonly string[], list: readonly unknown[]): [string, Quantity][] {
  const fields = list.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
  if (list.length > 0 && fields.length === list.length) {
    if (fields.every(({ text }) => typeof text === 'string')) {
      const text = fields.map((item) => item.text).join(path.at(-1) === 'terms' ? ' + ' : '; ');
      const meaning = JSON.stringify(fields.map(({ text: _, ...rest }) => rest));
      return [[label(path), { text, meaning }]];
    }
    return fields.flatMap((item, i) => {
      const name = typeof item.name === 'string' ? item.name : String(i + 1);
      const { name: _, ...rest } = item;
      return flatten([...path, name], rest);
    });
  }
  return [[label(path), plain(`[${list.map(printed).join(', ')}]`)]];
}

/** Hamiltonian, ansatz and schedule show their names: another one of the same content is still another one. */
const isNamed = (path: readonly string[]): boolean =>
  !['hamiltonian', 'ansatz', 'schedule'].includes(path.at(-1) ?? '');

function label(path: readonly string[]): string {
  const [root] = path;
  if (path.length === 2 && path[1] === 'name') return root ?? '';
  if (path.join('.') === 'hamiltonian.terms') return 'H';
  if (path.join('.') === 'ansatz.psi') return 'ψ';
  const words = path.filter((word) => !SILENT.has(word));
  return (words.length > 1 && words.at(-1) === 'kind' ? words.slice(0, -1) : words).join(' ');
}

function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '–' : JSON.stringify(value);
}
