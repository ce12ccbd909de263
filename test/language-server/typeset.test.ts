import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TYPESET_REQUEST, type TypesetResult } from '../../language-server/lsp/typeset.ts';
import { type Client, connect, type Opened } from './client.ts';

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

const typeset = (document: Opened) => client.request<TypesetResult>(TYPESET_REQUEST, document);

const FILE = `units oscillator
hamiltonian T(k = 1/2) { particle r in R^3; V = k * |r|^2; H = -1/2 * ∇²[r] + V }
ansatz A { N = mlp { hidden = [8] }; psi = exp(N(r) - |r|^2 / 2) }
schedule S {
  sampler metropolis { walkers = 512; sweeps = 10 }
  phase main { steps = 100; optimizer adam { learning_rate = 1e-2 * exp(-step/30) } }
}
train One = T with A using S { expect energy = 1.5 within 1% }
`;

it('shows every statement in its order, formulas as formulas', async () => {
  const document = await client.open(FILE);
  const { rows, latex } = await typeset(document);
  expect(rows.map(({ depth, text, latex: formula }) => `${'  '.repeat(depth)}${formula ?? text}`)).toEqual([
    'units oscillator',
    'hamiltonian T(k = 1/2)',
    '  particle r in R^3',
    '  V = k \\, {\\left\\lvert \\boldsymbol{r} \\right\\rvert}^{2}',
    '  H = -\\frac{1}{2} \\, \\nabla^{2}_{\\boldsymbol{r}} + V',
    'ansatz A',
    '  N = mlp · hidden = [8]',
    expect.stringMatching(/^ {2}\\psi = \\exp.*N.*\\frac/),
    'schedule S',
    '  sampler metropolis · walkers = 512 · sweeps = 10',
    '  phase main',
    '    steps = 100',
    '    optimizer adam',
    '      \\mathrm{learning\\_rate} = 10^{-2} \\, \\exp\\left( -\\frac{\\mathrm{step}}{30} \\right)',
    'train One = T with A using S',
    '  expect energy = 1.5 within 1%',
  ]);
  const potential = rows[3]!;
  expect(document.read(potential.range)).toBe('V = k * |r|^2');
  expect(potential.svg).toMatch(/^<svg [^>]*width="[\d.]+px"/);
  expect(potential.svg).toContain('currentColor');
  expect(potential.svg).not.toContain('style=');
  expect(latex).toContain(`\\[ ${potential.latex} \\]`);
  expect(latex).toContain('\\paragraph{hamiltonian T(k = 1/2)}');
});

it('typesets every formula of every example, and what a broken file still says', async () => {
  const examples = join(import.meta.dirname, '../../examples');
  for (const name of readdirSync(examples).filter((file) => file.endsWith('.qham'))) {
    const text = readFileSync(join(examples, name), 'utf8');
    const { rows } = await typeset(await client.open(text));
    const formulas = rows.filter(({ latex }) => latex !== null);
    // One that imports its Hamiltonian may have none of its own.
    if (/^hamiltonian/m.test(text)) expect(formulas.length, name).toBeGreaterThan(0);
    expect(
      formulas.filter(({ svg }) => svg === null).map(({ text }) => text),
      name,
    ).toEqual([]);
  }
  const { rows } = await typeset(await client.open(FILE.replace('train One = T', 'train One = ')));
  expect(rows.some(({ latex }) => latex?.startsWith('H = '))).toBe(true);
});
