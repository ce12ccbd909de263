import { type File, linkedBy, linkFiles } from '@qham/grammar';
import { CstUtils, DocumentState, type LangiumDocument, type LeafCstNode, URI } from 'langium';
import type { QhamServerServices } from '../module.ts';

/** A letter of an African language: it can be a name, and no program has it. */
export const CURSOR = 'ʘ';

/** What a text means with a name where somebody is about to write one. */
export interface CursorDocument {
  readonly document: LangiumDocument;
  /** The name at the cursor; undefined where no name can stand. */
  readonly leaf: LeafCstNode | undefined;
}

/**
 * A text with the sign `CURSOR` in place of what is being written, read and linked. The text itself is broken where somebody
 * writes; with a name there it mostly is a whole program, so the syntax tree says what can stand there.
 *
 * @param from where what is being written begins
 * @param to where it ends, an offset too
 */
export function readWithCursor(
  services: QhamServerServices,
  original: LangiumDocument,
  from: number,
  to: number,
): CursorDocument {
  const text = original.textDocument.getText();
  const marked = `${text.slice(0, from)}${CURSOR}${text.slice(to)}`;
  const closed = marked + missingBrackets(services.parser.Lexer.tokenize(marked).tokens.map(({ image }) => image));
  const factory = services.shared.workspace.LangiumDocumentFactory;
  // The same address, so that its imports are found; no index hears of it.
  const document = factory.fromString<File>(closed, URI.parse(original.textDocument.uri));
  const { LangiumDocuments } = services.shared.workspace;
  linkFiles(document.parseResult.value, () => linkedBy(document, LangiumDocuments));
  // References are resolved when they are asked for.
  document.state = DocumentState.Linked;
  const root = document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, from);
  return { document, leaf: leaf?.text.includes(CURSOR) ? leaf : undefined };
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * What a text lacks to close all its brackets, bars of absolute values among them: a program that ends where somebody writes.
 * A bar opens where a quantity is due, and closes behind one.
 */
function missingBrackets(tokens: readonly string[]): string {
  const open: string[] = [];
  let behindQuantity = false;
  for (const token of tokens) {
    const closes: boolean = open.at(-1) === token && (token !== '|' || behindQuantity);
    if (closes) open.pop();
    else if (token === '|') open.push('|');
    else if (Object.hasOwn(CLOSING, token)) open.push(CLOSING[token]!);
    behindQuantity = closes || /^[\p{L}\p{N}]/u.test(token);
  }
  return open
    .reverse()
    .map((bracket) => `\n${bracket}`)
    .join('');
}
