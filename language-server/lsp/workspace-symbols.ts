import { LIBRARY_SCHEME } from '@qham/grammar';
import type { AstNodeDescription } from 'langium';
import { DefaultWorkspaceSymbolProvider } from 'langium/lsp';
import type { WorkspaceSymbol } from 'vscode-languageserver';

/** What the files of a workspace declare; the built-in library is no file of it. */
export class QhamWorkspaceSymbolProvider extends DefaultWorkspaceSymbolProvider {
  protected override getWorkspaceSymbol(description: AstNodeDescription): WorkspaceSymbol | undefined {
    return description.documentUri.scheme === LIBRARY_SCHEME ? undefined : super.getWorkspaceSymbol(description);
  }
}
