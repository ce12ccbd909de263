import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver-protocol';
import { type Client, connect, type Opened } from './client.ts';
import { applyEdits } from './edits.ts';

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

const actions = (document: Opened, range: Range, only?: string[]) =>
  client.request<CodeAction[]>('textDocument/codeAction', document, {
    range,
    context: { diagnostics: [], ...(only ? { only } : {}) },
  });

const edited = (document: Opened, { edit }: CodeAction) => applyEdits(document.text, edit!.changes![document.uri]!);

const FILE = `units oscillator
hamiltonian T { particle r in R^3; H = -∇²[r]/2 + |r|^2 }
ansatz A { N = mlp { }; psi = exp(N(r)) }
schedule S { phase main { steps = 10 } }
train G = T with A using S
`;

describe('quick fixes', () => {
  it.each([
    ['a name', 'exp(N', 'expp(N', 'Change to ‘exp’', 'exp(N'],
    ['a setting', 'steps = 10', 'stepz = 10', 'Change to ‘steps’', 'steps = 10'],
    ['a system of units', 'oscillator', 'oscilator', 'Change to ‘oscillator’', 'oscillator'],
    ['a missing setting', 'steps = 10', 'objective = energy', 'Add ‘steps = 1000’', 'objective = energy; steps = 1000'],
    ['a missing setting of an empty block', 'steps = 10', '', 'Add ‘steps = 1000’', 'steps = 1000'],
    ['a missing separator', '{ }; psi', '{ } psi', 'Put a ; between them', '{ }; psi'],
    ['a setting given twice', 'steps = 10', 'steps = 1; steps = 2', 'Remove the first one', 'steps = 2'],
    ['a setting given twice', 'steps = 10', 'steps = 1; steps = 2', 'Remove this one', 'steps = 1;'],
    ['what nothing uses', 'psi = exp', 'b = 1; psi = exp', 'Remove ‘b’', 'psi = exp'],
    ['what nothing uses, with its line', ' psi = exp', '\n  b = 1\npsi = exp', 'Remove ‘b’', '\npsi = exp'],
  ])('repair %s', async (_, sound, broken, title, repaired) => {
    const document = await client.open(FILE.replace(sound, broken));
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const found = await actions(document, range, ['quickfix']);
    const action = found.find((candidate) => candidate.title === title);
    expect(found.map((candidate) => candidate.title)).toContain(title);
    expect(action!.kind).toBe('quickfix');
    expect(edited(document, action!)).toBe(FILE.replace(sound, repaired));
  });

  it.each([
    ['kinetic + coulomb', 'Leave this term out', 'coulomb'],
    ['coulomb + kinetic', 'Leave this term out', 'coulomb'],
    ['kinetic - 2*coulomb', undefined, ''],
    ['kinetic - (1/2 * sum(i) ∇²[i])', 'Leave this term out', 'kinetic'],
    ['-1/2 * sum(i) ∇²[i] + sum(i) |x[i]|^2 + kinetic', 'Leave this term out', 'sum(i) |x[i]|^2 + kinetic'],
  ])('leave out a kinetic energy that is there twice: %s', async (h, title, repaired) => {
    const text = (H: string) => `units atomic\nhamiltonian T { particles x: 3 electrons in R^3; H = ${H} }\n`;
    const document = await client.open(text(h));
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 90 } };
    const fixes = (await actions(document, range, ['quickfix'])).filter((one) => one.title === title);
    expect(fixes.map((one) => edited(document, one))).toEqual(title === undefined ? [] : [text(repaired)]);
  });

  it('turn a misspelt unit into the one that is meant, or a missing sign into a product', async () => {
    const text = (a: string) => `units nuclear\npotential V(r; range = ${a}) = exp(-r/range)\n`;
    const document = await client.open(text('2 fmm'));
    const start = document.at('fmm');
    const found = await actions(document, { start, end: start }, ['quickfix']);
    const texts = found.map(({ edit }) => applyEdits(document.text, edit!.changes![document.uri]!));
    expect(found.map(({ title }, i) => [title, texts[i]])).toEqual([
      ['Change to ‘fm’', text('2 fm')],
      ['Write * before ‘fmm’', text('2 * fmm')],
    ]);
  });

  it('are offered at their place only', async () => {
    const document = await client.open(FILE.replace('exp', 'expp'));
    const here = document.at('expp(');
    expect((await actions(document, { start: here, end: here })).map((action) => action.title)).toEqual([
      'Change to ‘exp’',
    ]);
    const start = document.at('schedule');
    expect(await actions(document, { start, end: start })).toEqual([]);
  });
});

describe('the other spelling', () => {
  const rewrite = async (text: string, piece: string, length = 0) => {
    const document = await client.open(text);
    const start = document.at(piece);
    const range = { start, end: { line: start.line, character: start.character + length } };
    const found = await actions(document, range, ['refactor']);
    return found.map((action) => [action.title, edited(document, action)]);
  };

  it('of an operator, a constant and a power', async () => {
    const text = (h: string) => `hamiltonian T { particle r in R; H = ${h} }`;
    expect(await rewrite(text('-laplacian[r]'), 'laplacian')).toEqual([['Write ‘∇²’', text('-∇²[r]')]]);
    expect(await rewrite(text('-∇²[r]'), '∇²')).toEqual([['Write ‘laplacian’', text('-laplacian[r]')]]);
    expect(await rewrite(text('2*pi'), 'pi')).toEqual([['Write ‘π’', text('2*π')]]);
    expect(await rewrite(text('r^12 + 1'), '^12')).toEqual([['Write ‘¹²’', text('r¹² + 1')]]);
    expect(await rewrite(text('r⁻² + 1'), '⁻²')).toEqual([['Write ‘^-2’', text('r^-2 + 1')]]);
    expect(await rewrite(text('r^a + 1'), '^a')).toEqual([]);
  });

  it('of all that is selected, also where another statement is broken', async () => {
    const text = 'ansatz A { psi = sum(d) r[d]^2 * pi }\nhamiltonian {';
    expect(await rewrite(text, 'psi', 25)).toEqual([
      ['Write the selection in Unicode', text.replace('sum', '∑').replace('^2', '²').replace('pi }', 'π }')],
    ]);
  });

  it('is not offered for a name that is somebody’s own', async () => {
    expect(await rewrite('ansatz A(pi = 1) { psi = pi * 2 }', 'pi * 2')).toEqual([]);
  });
});

describe('writing out an energy', () => {
  const text = (h: string) => `units atomic\nhamiltonian T { particles x: 3 electrons in R^3; H = ${h} }`;
  const COULOMB = 'sum(i) -1/2 * ∇²[i] + sum(i<j) 1/|x[i] - x[j]|';

  it.each([
    ['coulomb', COULOMB],
    ['coulomb + sum(i) |x[i]|^2', `${COULOMB} + sum(i) |x[i]|^2`],
    ['2 * coulomb', `2 * (${COULOMB})`],
    ['sum(i) |x[i]|^2 + coulomb', `sum(i) |x[i]|^2 + (${COULOMB})`],
  ])('%s', async (h, expected) => {
    const document = await client.open(text(h));
    const start = document.at('coulomb');
    const found = await actions(document, { start, end: start }, ['refactor']);
    const action = found.find(({ title }) => title === 'Write out ‘coulomb’');
    expect(edited(document, action!)).toBe(text(expected));
  });

  it('is offered at such a name only', async () => {
    const document = await client.open(text('coulomb + sum(i) |x[i]|^2'));
    const start = document.at('|x[i]|^2');
    expect((await actions(document, { start, end: start }, ['refactor'])).map(({ title }) => title)).toEqual([]);
  });
});
