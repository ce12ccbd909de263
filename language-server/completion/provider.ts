import { isLibraryName, type Speak } from '@qham/grammar';
import {
  type AstNodeDescription,
  Cancellation,
  GrammarAST,
  interruptAndCheck,
  type LangiumDocument,
  type ReferenceInfo,
  type Stream,
} from 'langium';
import {
  type CompletionAcceptor,
  type CompletionContext,
  type CompletionValueItem,
  DefaultCompletionProvider,
  type NextFeature,
} from 'langium/lsp';
import {
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  type Position,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { declarationMarkdown } from '../lsp/hover.ts';
import type { QhamServerServices } from '../module.ts';
import { readWithCursor } from './cursor-document.ts';
import { wordFor } from './declaration-words.ts';
import { importPathsAt } from './import-paths.ts';
import { keywordIn } from './keywords.ts';
import { knownNames } from './known-names.ts';
import { nextFeatures, ruleOf } from './next-features.ts';
import { referenceCandidates, settingChoices } from './reference-candidates.ts';
import { signsAt } from './signs.ts';
import { unitsAt } from './unit-names.ts';

/**
 * What can stand at the cursor: the grammar says which sorts of words, and the program as it would be with a name there says
 * which names. `\name` becomes the sign of that name.
 */
export class QhamCompletionProvider extends DefaultCompletionProvider {
  override readonly completionOptions = { triggerCharacters: ['\\', '"'] };
  readonly #services: QhamServerServices;
  readonly #speak: Speak;

  constructor(services: QhamServerServices) {
    super(services);
    this.#services = services;
    this.#speak = services.localization.Speak;
  }

  override async getCompletion(
    document: LangiumDocument,
    params: CompletionParams,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<CompletionList | undefined> {
    await interruptAndCheck(token);
    const documents = this.#services.shared.workspace.LangiumDocuments;
    const direct =
      signsAt(document, params.position) ??
      importPathsAt(
        document,
        params.position,
        documents.all.map(({ uri }) => uri.toString()),
      );
    if (direct) return direct;
    const list = await super.getCompletion(document, params, token);
    await interruptAndCheck(token);
    return list;
  }

  /** The contexts of the grammar, each with what would stand at the cursor if there were a name. */
  protected override *buildContexts(document: LangiumDocument, position: Position): Generator<CompletionContext> {
    for (const context of super.buildContexts(document, position)) {
      const { leaf } = readWithCursor(this.#services, document, context.tokenOffset, context.tokenEndOffset);
      // Where the text is so broken that nothing could be read before the cursor, the grammar still knows what follows.
      const features = context.node ? context.features : this.findFeaturesAt(context.textDocument, context.tokenOffset);
      yield { ...context, features, ...(leaf ? { node: leaf.astNode } : {}) };
    }
  }

  protected override findFeaturesAt(document: TextDocument, offset: number): NextFeature[] {
    return nextFeatures(document.getText().slice(0, offset), {
      lexer: this.lexer,
      parser: this.completionParser,
      standard: () => super.findFeaturesAt(document, offset),
    });
  }

  protected override async completionFor(
    context: CompletionContext,
    next: NextFeature,
    acceptor: CompletionAcceptor,
  ): Promise<void> {
    const { feature, property } = next;
    const { node } = context;
    if (GrammarAST.isRuleCall(feature) && feature.rule.$refText === 'UNIT' && node)
      for (const unit of unitsAt(context, node, this.#speak)) acceptor(context, unit);
    // A new name is the user's to choose; only where one of a known few is asked for there is something to offer.
    else if (ruleOf(feature) === 'Name') {
      for (const name of knownNames(property, node, context.offset, this.#speak)) acceptor(context, name);
    } else await super.completionFor(context, next, acceptor);
  }

  protected override completionForKeyword(
    context: CompletionContext,
    keyword: GrammarAST.Keyword,
    acceptor: CompletionAcceptor,
  ): void {
    // Where a setting takes one of a few names, nothing else is valid.
    const known = keywordIn(keyword.value, ruleOf(keyword));
    if (!known || settingChoices(context)) return;
    const { documentation, snippet } = known;
    const inserts = this.#snippets() ? snippet : undefined;
    acceptor(context, {
      label: keyword.value,
      kind: inserts === undefined ? CompletionItemKind.Keyword : CompletionItemKind.Snippet,
      documentation: { kind: 'markdown', value: this.#speak(documentation) },
      sortText: '1',
      ...(inserts === undefined ? {} : { insertText: inserts, insertTextFormat: InsertTextFormat.Snippet }),
    });
  }

  protected override getReferenceCandidates(
    info: ReferenceInfo,
    context: CompletionContext,
  ): Stream<AstNodeDescription> {
    return referenceCandidates(info, context, (at) => super.getReferenceCandidates(at, context));
  }

  protected override createReferenceCompletionItem(
    description: AstNodeDescription,
    { property }: ReferenceInfo,
    _context: CompletionContext,
  ): CompletionValueItem {
    const { node, name } = description;
    const library = isLibraryName(node) ? node : undefined;
    const argument = library?.signature.match(/\((.*)\)$/)?.[1];
    const braces = library?.signature.endsWith('{ }');
    const snippet = braces ? `${name} { $1 }` : argument === undefined ? undefined : `${name}($1)`;
    return {
      nodeDescription: description,
      kind: this.nodeKindProvider.getCompletionItemKind(description),
      detail: this.#speak(wordFor(description)),
      ...(node ? { documentation: { kind: 'markdown', value: declarationMarkdown(node, this.#speak) } } : {}),
      sortText: library && library.noun !== 'activation' ? '2' : '0',
      ...(property === 'parameter' ? { insertText: `${name} = ` } : {}),
      ...(snippet !== undefined && this.#snippets()
        ? { insertText: snippet, insertTextFormat: InsertTextFormat.Snippet }
        : {}),
    };
  }

  #snippets(): boolean {
    return this.clientCapabilities?.completionItem?.snippetSupport ?? false;
  }
}
