import { isLibraryName } from '@qham/grammar';
import { CstUtils, type LangiumDocument } from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import {
  LSPErrorCodes,
  type Range,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';

const NAME = /^[_\p{L}][_\p{L}\p{M}\p{Nd}\u2080-\u2089\u2032]*$/u;
const RESERVED: readonly string[] = ['sum', 'laplacian'];

/** Renames what a file declares, to something that is a name. */
export class QhamRenameProvider extends DefaultRenameProvider {
  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    const { newName } = params;
    if (!NAME.test(newName) || RESERVED.includes(newName))
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        `‘${newName}’ cannot be a name: names are letters and digits, beginning with a letter`,
      );
    return this.declaredHere(document, params.position) ? super.rename(document, params) : undefined;
  }

  override prepareRename(document: LangiumDocument, params: TextDocumentPositionParams): Range | undefined {
    if (!this.declaredHere(document, params.position)) return undefined;
    return this.renameNodeRange(document, params.position);
  }

  protected declaredHere(document: LangiumDocument, position: TextDocumentPositionParams['position']): boolean {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    const targets = leaf ? this.references.findDeclarations(leaf) : [];
    return targets.length > 0 && !targets.some(isLibraryName);
  }
}
