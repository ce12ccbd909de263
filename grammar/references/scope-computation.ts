import type {
  Cancellation,
  LangiumCoreServices,
  LangiumDocument,
  LangiumDocuments,
  LangiumParser,
  LocalSymbols,
} from 'langium';
import { DefaultScopeComputation } from 'langium';
import type { Expression, File } from '../generated/ast.ts';
import { linkedBy } from './imports.ts';
import { readFormulasWith } from './inner-parser.ts';
import { isLinked, linkFiles } from './linked-files.ts';

/** Remembers for every document how to find the files that it imports, and the library, and how to read a formula into it. */
export class QhamScopeComputation extends DefaultScopeComputation {
  readonly #documents: () => LangiumDocuments;
  readonly #parser: () => LangiumParser;

  constructor(services: LangiumCoreServices) {
    super(services);
    this.#parser = () => services.parser.LangiumParser;
    this.#documents = () => services.shared.workspace.LangiumDocuments;
  }

  override async collectLocalSymbols(
    document: LangiumDocument,
    token?: Cancellation.CancellationToken,
  ): Promise<LocalSymbols> {
    const file = document.parseResult.value as File;
    if (!isLinked(file)) linkFiles(file, () => linkedBy(document as LangiumDocument<File>, this.#documents()));
    readFormulasWith(file, (text) => {
      const { value, parserErrors, lexerErrors } = this.#parser().parse<Expression>(text, { rule: 'Expression' });
      return parserErrors.length + lexerErrors.length === 0 ? value : undefined;
    });
    return super.collectLocalSymbols(document, token);
  }
}
