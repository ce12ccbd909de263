import {
  AstUtils,
  checkDocument,
  createQhamServices,
  docComment,
  type File,
  isHamiltonian,
  loadLibrary,
  URI,
} from '@qham/grammar';
import { formatProgram, parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { lineBreakOf, lineStart } from '../../grammar/text/line-break.ts';
import { CASES } from './cases/index.ts';
import { file, readMarks } from './marked.ts';

const ENDS = [
  ['a carriage return and a line feed', '\r\n'],
  ['a carriage return alone', '\r'],
] as const;

const { qham } = createQhamServices();
await loadLibrary(qham.shared);
let count = 0;

async function documentOf(text: string) {
  const { workspace } = qham.shared;
  const document = workspace.LangiumDocumentFactory.fromString<File>(text, URI.parse(`lines:/${count++}.qham`));
  await workspace.DocumentBuilder.build([document], { validation: false });
  return document;
}

/** Codes and places of what is found in a text. */
const faultsOf = async (text: string) =>
  checkDocument(await documentOf(text)).map(({ code, range, related }) => [code, range, related.map((r) => r.range)]);

/** Texts of several lines with faults, and those that are found where lines end with line feeds. */
const several = CASES.map(({ bad }) => readMarks(bad).text).filter((text) => text.includes('\n'));
const usual = Promise.all(several.map(async (text) => [text, await faultsOf(text)] as const));

describe.each(ENDS)('a file whose lines end with %s', (_, end) => {
  const ended = (text: string) => text.replaceAll('\n', end);

  it('is right where the same lines are', async () => {
    expect((await parseProgram(ended(file()), 'test.qham')).diagnostics).toEqual([]);
  });

  it('has the same faults at the same places', async () => {
    for (const [text, found] of await usual) expect(await faultsOf(ended(text)), text).toEqual(found);
  });

  it('is formatted as it is written', () => {
    const formatted = formatProgram(
      ended('// of A   \nansatz A {\nN = mlp { // one\n\n\nhidden = [1]\n}\n}'),
      'test.qham',
    );
    expect(formatted).toEqual({
      text: ended('// of A\nansatz A {\n  N = mlp { // one\n\n    hidden = [1]\n  }\n}\n'),
    });
  });

  it('has comments above its declarations', async () => {
    const text = '// not this\n/// A trap\n/// of light.\nhamiltonian T { particle r in R^3; H = -1/2 * ∇²[r] }';
    const node = AstUtils.streamAst((await documentOf(ended(text))).parseResult.value).find(isHamiltonian);
    expect(docComment(node!)).toBe('A trap\nof light.');
  });

  it('is repaired with lines of its own', async () => {
    const text = file({ schedule: 'schedule Plain {\n  phase main {\n    optimizer adam\n  }\n}' });
    const [finding] = checkDocument(await documentOf(ended(text))).filter(({ code }) => code === 'QH0705');
    const [edit] = finding!.fixes![0]!.edits;
    expect(edit!.text).toMatch(new RegExp(`^${end}    steps = `));
  });

  it('loses a whole line with what stood in it', async () => {
    const text = file({ train: 'train Ground = Trap with Net using Plain {\n  states = 1\n  states = 1\n}' });
    const [finding] = checkDocument(await documentOf(ended(text))).filter(({ code }) => code === 'QH0702');
    const [edit] = finding!.fixes![0]!.edits;
    const repaired = ended(text).slice(0, edit!.offset) + edit!.text + ended(text).slice(edit!.end);
    expect(repaired).toBe(ended(text.replace('  states = 1\n', '')));
  });
});

describe('lines', () => {
  it('begin behind the last end of one', () => {
    expect([0, 1, 2, 3, 5, 6].map((offset) => lineStart('a\rb\n\r\nc', offset))).toEqual([0, 0, 2, 2, 5, 6]);
  });

  it('end as the first of them does', () => {
    expect(['', 'a', 'a\rb\n', 'a\r\nb', '\n\r'].map(lineBreakOf)).toEqual(['\n', '\n', '\r', '\r\n', '\n']);
  });
});
