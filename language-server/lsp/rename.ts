import {
  energyOf,
  isAnsatz,
  isDefinition,
  isHamiltonian,
  isLibraryName,
  LIBRARY_SCHEME,
  psiOf,
  say,
  type Words,
} from '@qham/grammar';
import { type AstNode, AstUtils, CstUtils, type LangiumDocument } from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import {
  LSPErrorCodes,
  type Range,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';
import { changedMeaning } from './changed-meaning.ts';
import { isName } from './name-text.ts';

/** Renames what files declare, in all files, to something that is a name and changes the meaning of nothing else. */
export class QhamRenameProvider extends DefaultRenameProvider {
  readonly #services: QhamServerServices;

  constructor(services: QhamServerServices) {
    super(services);
    this.#services = services;
  }

  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    const { newName } = params;
    if (!isName(newName))
      throw this.#refusal(say`‘${newName}’ cannot be a name: names are letters and digits, beginning with a letter`);
    if (!this.#declared(document, params.position)) return undefined;
    const edit = await super.rename(document, params);
    const other = edit?.changes && changedMeaning(this.#services, edit.changes);
    if (other)
      throw this.#refusal(
        say`with the name ‘${newName}’ something else would be meant by ‘${other.name}’ in line ${other.line}: choose another name`,
      );
    return edit;
  }

  override prepareRename(document: LangiumDocument, params: TextDocumentPositionParams): Range | undefined {
    return this.#declared(document, params.position) ? this.renameNodeRange(document, params.position) : undefined;
  }

  #refusal(message: Words): ResponseError<void> {
    return new ResponseError(LSPErrorCodes.RequestFailed, this.#services.localization.Speak(message));
  }

  /** Whether the name at a place is declared in a file that is somebody's, and is anybody's choice. */
  #declared(document: LangiumDocument, position: TextDocumentPositionParams['position']): boolean {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    const targets = leaf ? this.references.findDeclarations(leaf) : [];
    return targets.length > 0 && !targets.some(isFixed);
  }
}

/** What the language brings along keeps its name, and so do the `H` of a Hamiltonian and the `psi` of an ansatz. */
function isFixed(target: AstNode): boolean {
  if (isLibraryName(target) || AstUtils.getDocument(target).uri.scheme === LIBRARY_SCHEME) return true;
  const { $container: template } = target;
  if (!isDefinition(target)) return false;
  return (
    (isHamiltonian(template) && energyOf(template) === target) || (isAnsatz(template) && psiOf(template) === target)
  );
}
