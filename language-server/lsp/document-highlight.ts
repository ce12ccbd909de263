import { isLibraryName } from '@qham/grammar';
import { AstUtils, CstUtils, type LangiumDocument } from 'langium';
import { DefaultDocumentHighlightProvider } from 'langium/lsp';
import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';

/** All places of what stands at the cursor; a name that the language brings along is declared nowhere but used all the same. */
export class QhamDocumentHighlightProvider extends DefaultDocumentHighlightProvider {
  override async getDocumentHighlight(
    document: LangiumDocument,
    params: DocumentHighlightParams,
  ): Promise<DocumentHighlight[] | undefined> {
    const root = document.parseResult.value;
    const offset = document.textDocument.offsetAt(params.position);
    const leaf =
      root.$cstNode && CstUtils.findDeclarationNodeAtOffset(root.$cstNode, offset, this.grammarConfig.nameRegexp);
    const [target] = leaf ? this.references.findDeclarations(leaf) : [];
    if (!target || !isLibraryName(target)) return super.getDocumentHighlight(document, params);
    return AstUtils.streamAst(root)
      .flatMap((node) => AstUtils.streamReferences(node))
      .filter(({ reference }) => 'ref' in reference && reference.ref === target)
      .flatMap(({ reference }) =>
        '$refNode' in reference && reference.$refNode ? [{ range: reference.$refNode.range }] : [],
      )
      .toArray();
  }
}
