import { libraryDocuments } from '@qham/grammar';
import { DefaultWorkspaceManager, type LangiumDocument, type LangiumSharedCoreServices } from 'langium';

/** A workspace that has the language's library beside the files of its folders. */
export class QhamWorkspaceManager extends DefaultWorkspaceManager {
  readonly #services: LangiumSharedCoreServices;

  constructor(services: LangiumSharedCoreServices) {
    super(services);
    this.#services = services;
  }

  protected override async loadAdditionalDocuments(
    _folders: unknown,
    collect: (document: LangiumDocument) => void,
  ): Promise<void> {
    for (const document of libraryDocuments(this.#services)) collect(document);
  }
}
