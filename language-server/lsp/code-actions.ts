import { type Speak, type SpokenFix, say } from '@qham/grammar';
import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import { type CodeAction, CodeActionKind, type CodeActionParams, type TextEdit } from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';
import { spellingsOf } from './spelling.ts';
import { writingOut } from './write-out.ts';

type Edit = SpokenFix['edits'][number];

/** Repairs of what the checker found, the other spelling of what stands at the cursor, and the formula behind a name. */
export class QhamCodeActionProvider implements CodeActionProvider {
  readonly #speak: Speak;

  constructor({ localization }: QhamServerServices) {
    this.#speak = localization.Speak;
  }

  getCodeActions(document: LangiumDocument, params: CodeActionParams): CodeAction[] {
    const wanted = ({ kind }: CodeAction) =>
      params.context.only === undefined ||
      params.context.only.some((only) => kind === only || kind?.startsWith(`${only}.`));
    return [repairs, respellings, writtenOut]
      .flatMap((make) => [...make(document, params, this.#speak)])
      .filter(wanted);
  }
}

/** The repairs that come with the diagnostics at this place; the server's own, whatever the client has kept of them. */
function* repairs(document: LangiumDocument, { range }: CodeActionParams): Generator<CodeAction> {
  for (const diagnostic of document.diagnostics ?? []) {
    const data: { fixes?: readonly SpokenFix[] } | undefined = diagnostic.data;
    const fixes = data?.fixes ?? [];
    if (!overlap(diagnostic.range, range)) continue;
    for (const { title, edits } of fixes)
      yield {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: fixes.length === 1,
        edit: { changes: { [document.uri.toString()]: edits.map((edit) => toTextEdit(document, edit)) } },
      };
  }
}

const REWRITE = CodeActionKind.RefactorRewrite;

/** Unicode for ASCII and the other way round: of the selection, or of the sign at the cursor. */
function* respellings(document: LangiumDocument, { range }: CodeActionParams, speak: Speak): Generator<CodeAction> {
  const text = document.textDocument.getText();
  const start = document.textDocument.offsetAt(range.start);
  const end = document.textDocument.offsetAt(range.end);
  const inside = spellingsOf(document).filter((spelling) => spelling.offset <= end && start <= spelling.end);
  for (const to of ['unicode', 'ascii'] as const) {
    const [first, ...more] = inside.filter(({ offset, end, [to]: wanted }) => text.slice(offset, end) !== wanted);
    if (!first) continue;
    const all = to === 'unicode' ? say`Write the selection in Unicode` : say`Write the selection in ASCII`;
    const title = speak(more.length === 0 ? say`Write ‘${first[to]}’` : all);
    const edits = [first, ...more].map(({ offset, end, [to]: wanted }) =>
      toTextEdit(document, { offset, end, text: wanted }),
    );
    yield { title, kind: REWRITE, edit: { changes: { [document.uri.toString()]: edits } } };
  }
}

/** The formula that the name of an energy at the cursor stands for. */
function writtenOut(document: LangiumDocument, { range }: CodeActionParams, speak: Speak): CodeAction[] {
  const found = writingOut(document, document.textDocument.offsetAt(range.start));
  if (!found) return [];
  const edits = found.edits.map((edit) => toTextEdit(document, edit));
  return [{ title: speak(found.title), kind: REWRITE, edit: { changes: { [document.uri.toString()]: edits } } }];
}

function toTextEdit({ textDocument }: LangiumDocument, { offset, end, text }: Edit): TextEdit {
  return { range: { start: textDocument.positionAt(offset), end: textDocument.positionAt(end) }, newText: text };
}

/** Whether two ranges have a place in common; where one ends the other may begin. */
function overlap(a: CodeActionParams['range'], b: CodeActionParams['range']): boolean {
  const before = (x: CodeActionParams['range']['start'], y: CodeActionParams['range']['start']) =>
    x.line < y.line || (x.line === y.line && x.character <= y.character);
  return before(a.start, b.end) && before(b.start, a.end);
}
