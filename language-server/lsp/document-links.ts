import { type File, isImport } from '@qham/grammar';
import { GrammarUtils, type LangiumDocument, UriUtils } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver';

/** The paths of imports open their files. */
export class QhamDocumentLinkProvider implements DocumentLinkProvider {
  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    const { statements } = document.parseResult.value as File;
    return statements.filter(isImport).flatMap((node) => {
      const range = GrammarUtils.findNodeForProperty(node.$cstNode, 'path')?.range;
      if (!range || !node.path) return [];
      const target = UriUtils.resolvePath(UriUtils.dirname(document.uri), node.path);
      return [{ range, target: target.toString(), tooltip: node.path }];
    });
  }
}
