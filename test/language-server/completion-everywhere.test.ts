import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';
import { EXAMPLES, PAGE_PROGRAMS, type Place, placesOf, sortsOfPlaces } from './completion-positions.ts';

/** What the examples and the reference happen not to say. */
const RARE = `import "0.qham"
units oscillator
hamiltonian Rare { particle r in R^3; H = -1/2 * laplacian[r] + { 1 if 0 < r.x and r.x < 1, 0 otherwise } }
schedule Descent { }
inverse Sought using Descent { }
`;

const PROGRAMS = [...EXAMPLES, ...PAGE_PROGRAMS, ['rare constructs', RARE] as const];

let client: Client;
/** Reading a text anew takes its time: where that is needed, one place in so many is looked at. */
const EVERY = 24;

beforeAll(async () => {
  vi.spyOn(console, 'error');
  ({ client } = await connect());
  // A program that others can import.
  await client.open('param known = 1');
  // Examples that examples import.
  for (const [name, text] of EXAMPLES) await client.open(text, name);
});
afterAll(async () => {
  await client.close();
  vi.restoreAllMocks();
});

async function offered(document: Opened, offset: number): Promise<string[]> {
  const before = document.text.slice(0, offset).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  const list = await client.request<{ items: CompletionItem[] }>('textDocument/completion', document, { position });
  return list.items.map(({ label }) => label);
}

const unquoted = (text: string) => text.replaceAll('"', '');

/** A text on the way to a program, and where the cursor is. */
type Arrival = (before: string, word: string, rest: string) => readonly [text: string, cursor: number];

/** The places where what stands there in the program is not offered in the text on the way to it. */
async function missing(program: string, places: readonly Place[], arrive: Arrival): Promise<string[]> {
  const document = await client.open(program);
  const missed: string[] = [];
  let [version, written] = [1, program];
  for (const { sort, text, offset } of places) {
    const [changed, cursor] = arrive(program.slice(0, offset), text, program.slice(offset + text.length));
    if (changed !== written) await client.write(document, ++version, changed);
    written = changed;
    const labels = await offered({ ...document, text: changed }, cursor);
    const line = changed.slice(0, cursor).split('\n').length;
    if (!labels.includes(unquoted(text))) missed.push(`${sort} ‘${text}’ in line ${line}, but ${labels.slice(0, 9)} …`);
  }
  return missed;
}

/** Some of the places, other ones for each rest. */
const some = (program: string, rest: number) => placesOf(program).filter((_, i) => i % EVERY === rest);

/** Whether a name has been declared above a place; what the language brings along is there from the beginning. */
function isKnownAt({ text, offset }: Place, program: string): boolean {
  const word = new RegExp(`(?<!\\p{L})${text}(?!\\p{L})`, 'u');
  return word.test(program.slice(0, offset)) || !word.test(program.slice(offset + text.length));
}

describe('where a word of the language or a known name stands', () => {
  let count = 0;

  it.each(PROGRAMS)('it is offered: %s', async (_, program) => {
    const places = placesOf(program);
    expect(await missing(program, places, (before, word, rest) => [before + word + rest, before.length])).toEqual([]);
    count += places.length;
  });

  it('at all places of the examples and of the reference, which are of every sort that the grammar has', () => {
    const sorts = new Set(PROGRAMS.flatMap(([, program]) => placesOf(program).map(({ sort }) => sort)));
    expect(sortsOfPlaces().filter((sort) => !sorts.has(sort))).toEqual([]);
    expect(count).toBe(PROGRAMS.flatMap(([, program]) => placesOf(program)).length);
    expect(count).toBeGreaterThan(1300);
  });

  it.each(PROGRAMS)('it is offered where it has not been written yet: %s', async (_, program) => {
    expect(await missing(program, some(program, 0), (before, _word, rest) => [before + rest, before.length])).toEqual(
      [],
    );
  });

  it.each(PROGRAMS)('it is offered behind its first letter: %s', async (_, program) => {
    const arrive: Arrival = (before, word, rest) => {
      const begun = before + String.fromCodePoint(word.codePointAt(0)!);
      return [begun + rest, begun.length];
    };
    const words = some(program, 5).filter(({ sort }) => sort !== 'path');
    expect(await missing(program, words, arrive)).toEqual([]);
  });

  it.each(PROGRAMS)('it is offered at the end of a text that stops there: %s', async (_, program) => {
    const known = some(program, 10).filter((place) => isKnownAt(place, program));
    expect(await missing(program, known, (before) => [before, before.length])).toEqual([]);
  });

  it('and nothing went wrong on the way', () => expect(console.error).not.toHaveBeenCalled());
});
