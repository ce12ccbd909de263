import { checkPhysics, createQhamServices, type File, type SpokenFix, toLspDiagnostic, URI } from '@qham/grammar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  Diagnostic,
  Hover,
  InlayHint,
  MarkupContent,
  SignatureHelp,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CASES } from '../grammar/cases/index.ts';
import { PHYSICS_CASES } from '../grammar/cases/physics.ts';
import { readMarks } from '../grammar/marked.ts';
import { type Client, connect, type Opened } from './client.ts';
import { EXAMPLES, placesOf } from './completion-positions.ts';
import { inForeign, TRANSLATION, untranslated, wordsOf } from './foreign-language.ts';

let client: Client;
beforeAll(async () => {
  ({ client } = await connect({ translation: TRANSLATION }));
});
afterAll(() => client.close());

const BROKEN = [...new Set(CASES.map(({ bad }) => readMarks(bad).text))];
const whole = (text: string) => ({
  start: { line: 0, character: 0 },
  end: { line: text.split('\n').length, character: 0 },
});

/** What was said and is not translated, with the words that show it. */
const left = (said: readonly string[], own: ReadonlySet<string>) =>
  said.map((each) => [each, untranslated(each, own)] as const).filter(([, words]) => words.length > 0);

const saidBy = ({ message, relatedInformation }: Diagnostic) => [
  textOf(message),
  ...(relatedInformation ?? []).map((related) => related.message),
];
const textOf = (content: string | MarkupContent | undefined) =>
  typeof content === 'object' ? content.value : (content ?? '');

const positionIn = ({ uri, text }: Opened, offset: number) =>
  TextDocument.create(uri, 'qham', 1, text).positionAt(offset);

/** Where the words and signs of a program begin, each once for what stands before it. */
function placesIn(document: Opened) {
  const found = [...document.text.matchAll(/(\S*\s*)([\p{L}_][\p{L}\p{M}\p{Nd}_]*|∇²|∑|[-+*/^|])/gu)];
  const once = new Map(
    found.map(([all, before, word], i) => [`${before}${word}`, found[i]!.index + all.length - word!.length]),
  );
  return [...once.values()].map((offset) => positionIn(document, offset));
}

describe('a client with another language reads in it', () => {
  it('everything about files with faults: diagnostics, places, lenses, repairs', async () => {
    const found: unknown[] = [];
    let [document, version] = [await client.open('', 'broken.qham'), 1];
    for (const text of BROKEN) {
      document = await client.change(document, ++version, text);
      const lenses = await client.request<CodeLens[]>('textDocument/codeLens', document);
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', document, {
        range: whole(text),
        context: { diagnostics: [] },
      });
      const said = [
        ...document.diagnostics.flatMap(saidBy),
        ...lenses.map(({ command }) => command!.title),
        ...actions.map(({ title }) => title),
      ];
      found.push(...left(said, wordsOf(document.text)));
    }
    expect(found).toEqual([]);
  });

  it('what checks find that take their time', async () => {
    const { qham } = createQhamServices();
    const { workspace } = qham.shared;
    const found: unknown[] = [];
    const texts = PHYSICS_CASES.map(({ bad }) => readMarks(bad).text);
    for (const [i, text] of texts.entries()) {
      const document = workspace.LangiumDocumentFactory.fromString<File>(text, URI.parse(`memory:/${i}.qham`));
      await workspace.DocumentBuilder.build([document], { validation: false });
      const diagnostics = (await checkPhysics(document)).map((finding) => toLspDiagnostic(finding, '', inForeign));
      const fixes = diagnostics.flatMap(({ data }) => (data as { fixes?: SpokenFix[] } | undefined)?.fixes ?? []);
      found.push(...left([...diagnostics.flatMap(saidBy), ...fixes.map(({ title }) => title)], wordsOf(text)));
    }
    expect(found).toEqual([]);
  });

  it('what stands under the cursor, between the words and beside a bracket', async () => {
    const found: unknown[] = [];
    for (const [, text] of EXAMPLES) {
      const document = await client.open(text);
      const said: string[] = [];
      for (const position of placesIn(document)) {
        const hover = await client.request<Hover | null>('textDocument/hover', document, { position });
        const help = await client.request<SignatureHelp | null>('textDocument/signatureHelp', document, { position });
        said.push(textOf(hover?.contents as MarkupContent | undefined));
        for (const { documentation, parameters } of help?.signatures ?? [])
          said.push(textOf(documentation), ...(parameters ?? []).map((each) => textOf(each.documentation)));
      }
      const hints = await client.request<InlayHint[] | null>('textDocument/inlayHint', document, {
        range: whole(text),
      });
      said.push(...(hints ?? []).flatMap(({ label, tooltip }) => [String(label), textOf(tooltip)]));
      found.push(...left(said, wordsOf(document.text)));
    }
    expect(found).toEqual([]);
  });

  it('what is offered while typing', async () => {
    const found: unknown[] = [];
    const [seen, sorts] = [new Set<string>(), new Set<string>()];
    for (const [, text] of EXAMPLES) {
      const document = await client.open(text);
      const own = wordsOf(text);
      for (const { sort, offset } of placesOf(text)) {
        if (sorts.has(sort)) continue;
        sorts.add(sort);
        const position = positionIn(document, offset);
        const { items } = await client.request<CompletionList>('textDocument/completion', document, { position });
        for (const { label, detail, documentation } of items) {
          const said = [detail ?? '', textOf(documentation)];
          if (seen.has(`${label} ${said.join()}`)) continue;
          seen.add(`${label} ${said.join()}`);
          found.push(...left(said, new Set([...own, ...wordsOf(label)])));
        }
      }
    }
    expect(seen.size).toBeGreaterThan(300);
    expect(found).toEqual([]);
  });
});
