import { libraryDocuments } from '@qham/grammar';
import {
  type BuildOptions,
  DefaultWorkspaceManager,
  type LangiumDocument,
  type LangiumSharedCoreServices,
} from 'langium';

/** A workspace that has the language's library beside the files of its folders. */
export class QhamWorkspaceManager extends DefaultWorkspaceManager {
  /**
   * What is wrong in any file is found at the start. Were it left to the first change of a file, the files of a start that this change
   * cancels would not be checked: a build that goes on keeps what it was asked for.
   */
  override initialBuildOptions: BuildOptions = { validation: true };
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
