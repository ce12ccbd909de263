import type { Cancellation, LangiumCoreServices, LangiumDocument, LangiumDocuments, LocalSymbols } from 'langium';
import { DefaultScopeComputation } from 'langium';
import type { File } from '../generated/ast.ts';
import { linkedBy } from './imports.ts';
import { isLinked, linkFiles } from './linked-files.ts';

/** Remembers for every document how to find the files that it imports, and the library. */
export class QhamScopeComputation extends DefaultScopeComputation {
  readonly #documents: () => LangiumDocuments;

  constructor(services: LangiumCoreServices) {
    super(services);
    this.#documents = () => services.shared.workspace.LangiumDocuments;
  }

  override async collectLocalSymbols(
    document: LangiumDocument,
    token?: Cancellation.CancellationToken,
  ): Promise<LocalSymbols> {
    const file = document.parseResult.value as File;
    if (!isLinked(file)) linkFiles(file, () => linkedBy(document as LangiumDocument<File>, this.#documents()));
    return super.collectLocalSymbols(document, token);
  }
}
