/**
 * What must hold for any text: nothing throws, ranges lie in the text, formatting changes no token and is done once, and every
 * feature of the editor has an answer.
 */
import assert from 'node:assert/strict';
import {
  applied,
  checkDocument,
  DIAGNOSTICS,
  english,
  type File,
  formatEdits,
  isReadable,
  piecesOf,
  URI,
} from '@qham/grammar';
import { type AstNode, AstUtils, EmptyFileSystem, type LangiumDocument } from 'langium';
import { checkTrains } from 'qham/compile';
import { selectionRange } from '../../language-server/lsp/selection-ranges.ts';
import { createServerServices } from '../../language-server/module.ts';

const { shared, qham } = createServerServices(EmptyFileSystem);
const CODES = new Map(DIAGNOSTICS.map(({ code, severity }) => [code, severity]));

/** Texts follow each other under these names, as those of an editor do while somebody types. */
const TEXT = URI.parse('fuzz:/text.qham');
const FORMATTED = URI.parse('fuzz:/formatted.qham');

/** A linked document, told of in no index. */
async function read(text: string, uri: URI): Promise<LangiumDocument<File>> {
  const document = shared.workspace.LangiumDocumentFactory.fromString<File>(text, uri);
  await shared.workspace.DocumentBuilder.build([document], { validation: false });
  return document;
}

/**
 * @param places where the features of the editor are asked, as fractions of the text's length; without any, only the language is
 * @returns whether the text is free of errors of syntax
 * @throws where something does not hold
 */
export async function examine(text: string, places: readonly number[]): Promise<boolean> {
  const document = await read(text, TEXT);
  try {
    examineFindings(document, text);
    await examineFormat(document, text);
    if (places.length > 0) await examineFeatures(document, text, places);
    return isReadable(document);
  } finally {
    shared.workspace.IndexManager.remove(document.uri);
  }
}

function examineFindings(document: LangiumDocument<File>, text: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  const findings = checkDocument(document, checkTrains);
  for (const { code, severity, message, hint, range, related } of findings) {
    assert.equal(CODES.get(code), severity, code);
    assert.doesNotMatch(`${english(message)} ${english(hint ?? '')}`, /undefined|\[object [A-Z]|NaN/);
    for (const { start, end } of [range, ...related.map((other) => other.range)]) {
      assert.ok(start.line < end.line || (start.line === end.line && start.character <= end.character));
      assert.ok(end.line < lines.length && start.character <= lines[start.line]!.length, `${code} outside the text`);
      assert.ok(end.character <= lines[end.line]!.length, `${code} outside the text`);
    }
  }
}

async function examineFormat(document: LangiumDocument<File>, text: string): Promise<void> {
  const edits = formatEdits(document);
  if (!isReadable(document)) {
    assert.equal(edits.length, 0, 'a broken file is touched');
    return;
  }
  const formatted = applied(text, edits);
  const again = await read(formatted, FORMATTED);
  try {
    const words = (from: LangiumDocument) => piecesOf(from).map((piece) => piece.text);
    assert.deepEqual(words(again), words(document), 'a token is lost');
    assert.deepEqual(shape(again.parseResult.value), shape(document.parseResult.value), 'another program');
    assert.equal(applied(formatted, formatEdits(again)), formatted, 'formatting twice changes something');
  } finally {
    shared.workspace.IndexManager.remove(again.uri);
  }
}

/** A syntax tree without its places. */
function shape(node: AstNode): unknown[] {
  return AstUtils.streamAst(node)
    .map((each) =>
      Object.entries(each)
        .filter(([key, value]) => (key === '$type' || !key.startsWith('$')) && typeof value !== 'object')
        .concat(
          AstUtils.streamReferences(each)
            .map(({ property, reference }) => [property, reference.$refText] as [string, string])
            .toArray(),
        ),
    )
    .toArray();
}

async function examineFeatures(
  document: LangiumDocument<File>,
  text: string,
  places: readonly number[],
): Promise<void> {
  const { lsp } = qham;
  const textDocument = { uri: document.textDocument.uri };
  const end = document.textDocument.positionAt(text.length);
  const range = { start: { line: 0, character: 0 }, end };
  document.diagnostics = await qham.validation.DocumentValidator.validateDocument(document);
  await lsp.SemanticTokenProvider!.semanticHighlight(document, { textDocument });
  await lsp.DocumentSymbolProvider!.getSymbols(document, { textDocument });
  await lsp.FoldingRangeProvider!.getFoldingRanges(document, { textDocument });
  await lsp.CodeLensProvider!.provideCodeLens(document, { textDocument });
  await lsp.CodeActionProvider!.getCodeActions(document, { textDocument, range, context: { diagnostics: [] } });
  await lsp.InlayHintProvider?.getInlayHints(document, { textDocument, range });
  await lsp.DocumentLinkProvider?.getDocumentLinks(document, { textDocument });
  for (const place of places) {
    const position = document.textDocument.positionAt(Math.floor(place * text.length));
    const at = { textDocument, position };
    await lsp.HoverProvider!.getHoverContent(document, at);
    await lsp.CompletionProvider!.getCompletion(document, at);
    await lsp.SignatureHelp?.provideSignatureHelp(document, at);
    await lsp.DefinitionProvider!.getDefinition(document, at);
    await lsp.ReferencesProvider!.findReferences(document, { ...at, context: { includeDeclaration: true } });
    await lsp.DocumentHighlightProvider!.getDocumentHighlight(document, at);
    await lsp.RenameProvider!.prepareRename(document, at);
    await lsp.RenameProvider!.rename(document, { ...at, newName: 'renamed' });
    const options = { tabSize: 2, insertSpaces: true };
    await lsp.Formatter!.formatDocumentOnType(document, { ...at, ch: '\n', options });
    selectionRange(document, position);
  }
}

// As VS Code does: its settings are known, and it shows pictures.
await shared.workspace.ConfigurationProvider.initialized({});
qham.pictures.Appearance.show('dark');
