import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseTypeset, type Row, TYPESET_REQUEST } from '../../../extension/typeset/protocol.ts';
import { rowAt } from '../../../extension/webview/typeset-panel.ts';
import { type Client, connect } from '../../language-server/client.ts';

const EXAMPLE = join(import.meta.dirname, '../../../examples/electrons.qham');
/** Whole constructs in one line, so that several rows belong to it. */
const DENSE = `units oscillator
hamiltonian Oscillator { particle r in R^1; V = 1/2 * r[1]^2; H = -1/2 * ∇²[r] + V }
ansatz Gaussian { N = mlp { hidden = [8] }; psi = N(r) * exp(-|r|^2 / 2) }
schedule Quick { sampler metropolis { walkers = 128 }; phase main { optimizer adam { learning_rate = 1e-2 * 0.9^(step/10) }; steps = 60 } }
  train Short = Oscillator() with Gaussian using Quick { expect energy = 0.5 within 20% }
`;

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

const rowsOf = async (text: string, name: string): Promise<Row[]> =>
  parseTypeset(await client.request(TYPESET_REQUEST, await client.open(text, name))).rows;

test.each([
  ['several to a line', DENSE],
  ['an example', readFileSync(EXAMPLE, 'utf8')],
])('every formula leads to its text, and that text back to it: %s', async (_, text) => {
  const rows = await rowsOf(text, 'both-ways.qham');
  expect(rows.length).toBeGreaterThan(3);
  // A click on a row puts the cursor where its text begins.
  expect(rows.map(({ range }) => rowAt(rows, range.start))).toEqual(rows.map((_, n) => n));
});

test('where several rows belong to one line, each has the text from its beginning to the next one', async () => {
  const rows = await rowsOf(DENSE, 'places.qham');
  const lines = DENSE.split('\n');
  const at = (line: number, character: number) => rows[rowAt(rows, { line, character })]?.text;
  expect(at(0, 0)).toBe('units oscillator');
  const H = lines[1]!.indexOf('H = ');
  expect(at(1, H - 1)).toBe('V = 1/2 * r[1]^2');
  expect(at(1, H)).toBe('H = -1/2 * ∇²[r] + V');
  expect(at(1, lines[1]!.length)).toBe('H = -1/2 * ∇²[r] + V');
  // Further left than all of them belongs to the first.
  expect(at(4, 0)).toBe('train Short = Oscillator() with Gaussian using Quick');
  const expectation = lines[4]!.indexOf('expect');
  expect(at(4, expectation - 1)).toBe('train Short = Oscillator() with Gaussian using Quick');
  expect(at(4, expectation + 7)).toBe('expect energy = 0.5 within 20%');
});
