import { type File, importsOf, importUri, isLibraryName, linkedBy, linkFiles, type URI } from '@qham/grammar';
import { type AstNode, AstUtils, DocumentState, type LangiumDocument, type Reference } from 'langium';
import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { QhamServerServices } from '../module.ts';

type Edits = Readonly<Record<string, TextEdit[]>>;
type Read = LangiumDocument<File>;

/**
 * The first name that would mean something else after a change of names; undefined where all mean what they did. The changed
 * texts and all that import them are read and linked beside the ones that there are.
 */
export function changedMeaning(
  services: QhamServerServices,
  edits: Edits,
): { readonly name: string; readonly line: number } | undefined {
  const { LangiumDocuments, LangiumDocumentFactory } = services.shared.workspace;
  const all = LangiumDocuments.all.toArray() as Read[];
  const concerned = all.filter((document) => isConcerned(document, edits));
  const anew = new Map(
    concerned.map((document) => {
      const { textDocument, uri } = document;
      const text = TextDocument.applyEdits(textDocument as TextDocument, edits[uri.toString()] ?? []);
      return [uri.toString(), LangiumDocumentFactory.fromString<File>(text, uri)] as const;
    }),
  );
  const documents = {
    getDocument: (uri: URI) => anew.get(uri.toString()) ?? LangiumDocuments.getDocument(uri),
    all: LangiumDocuments.all,
  };
  for (const document of anew.values()) {
    linkFiles(document.parseResult.value, () => linkedBy(document, documents));
    // References are resolved when they are asked for.
    document.state = DocumentState.Linked;
  }
  for (const document of concerned) {
    const found = difference(document, anew.get(document.uri.toString())!, services);
    if (found) return found;
  }
  return undefined;
}

function isConcerned({ uri, parseResult }: Read, edits: Edits): boolean {
  if (Object.hasOwn(edits, uri.toString())) return true;
  return importsOf(parseResult.value).some((path) => {
    const target = importUri(uri, path);
    return target !== undefined && Object.hasOwn(edits, target.toString());
  });
}

/** Names have changed and nothing else, so the references of both trees come in the same order. */
function difference(before: Read, after: Read, services: QhamServerServices) {
  const [old, fresh] = [referencesIn(before), referencesIn(after)];
  const at = old.findIndex((reference, i) => {
    const meant = addressOf(reference.ref, services);
    return meant !== undefined && meant !== addressOf(fresh[i]?.ref, services);
  });
  const reference = fresh[at];
  if (at < 0 || !reference) return undefined;
  return { name: reference.$refText, line: (reference.$refNode?.range.start.line ?? 0) + 1 };
}

function referencesIn({ parseResult }: Read): Reference[] {
  return AstUtils.streamAst(parseResult.value)
    .flatMap((node) => AstUtils.streamReferences(node))
    .map(({ reference }) => reference as Reference)
    .toArray();
}

/** Where a name is declared, in words that do not contain names of files' declarations. */
function addressOf(node: AstNode | undefined, services: QhamServerServices): string | undefined {
  if (!node) return undefined;
  if (isLibraryName(node)) return `${node.noun} ${node.name}`;
  return `${AstUtils.getDocument(node).uri} ${services.workspace.AstNodeLocator.getAstNodePath(node)}`;
}
