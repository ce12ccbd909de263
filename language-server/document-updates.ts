import type { LangiumDocuments } from 'langium';
import { URI, UriUtils } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import { type DidChangeWatchedFilesParams, FileChangeType, type FileEvent } from 'vscode-languageserver';

/**
 * Takes notice of the changes of files that documents are made from. All others would only cancel what is being built, those that a
 * training writes into its run folder several times a second; and the copy of its program that a run keeps is no file of the workspace.
 */
export class QhamDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  readonly #documents: LangiumDocuments;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.#documents = services.workspace.LangiumDocuments;
  }

  override didChangeWatchedFiles({ changes }: DidChangeWatchedFilesParams): void {
    const told = changes.filter((change) => this.#concerns(change));
    if (told.length > 0) super.didChangeWatchedFiles({ changes: told });
  }

  #concerns({ uri: text, type }: FileEvent): boolean {
    const uri = URI.parse(text);
    if (this.#documents.hasDocument(uri)) return true;
    if (type === FileChangeType.Deleted)
      return this.#documents.all.some(({ uri: known }) => UriUtils.contains(uri, known));
    // A folder is told of once, when it comes, and the framework looks what is in it.
    const mayHold = type === FileChangeType.Created || this.serviceRegistry.hasServices(uri);
    return mayHold && !this.#isHidden(uri);
  }

  /** Whether it lies in a folder that is left out when the workspace is read, as `.qham` is. */
  #isHidden(uri: URI): boolean {
    const isLeftOut = (folder: URI): boolean =>
      !this.workspaceManager.shouldIncludeEntry({ uri: folder, isFile: false, isDirectory: true });
    return (this.workspaceManager.workspaceFolders ?? []).some(({ uri: root }) => {
      if (!UriUtils.contains(root, uri)) return false;
      const below = UriUtils.relative(root, UriUtils.dirname(uri)).split('/').filter(Boolean);
      return below.some((name) => isLeftOut(URI.file(`/${name}`)));
    });
  }
}
