import {
  BLOCKS,
  isAnsatz,
  isDefinition,
  isLibraryName,
  isParticle,
  isSetting,
  LIBRARY,
  type LibraryName,
  OPTIMIZERS,
  QUANTITIES,
  REAL_SPACES,
  SAMPLERS,
  type SettingsOwner,
  settingOf,
  settingsOwner,
  UNIT_SYSTEMS,
} from '@qham/grammar';
import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  GrammarAST,
  type LangiumDocument,
  type MaybePromise,
  type ReferenceInfo,
  type Stream,
  stream,
} from 'langium';
import {
  type CompletionAcceptor,
  type CompletionContext,
  type CompletionValueItem,
  DefaultCompletionProvider,
  type NextFeature,
} from 'langium/lsp';
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionList,
  type CompletionParams,
  InsertTextFormat,
} from 'vscode-languageserver';
import { declarationMarkdown } from './hover.ts';
import { KEYWORDS } from './keywords.ts';
import { settingMarkdown } from './setting-text.ts';
import { UNICODE } from './unicode.ts';

/** Names, settings, words and values that can stand at the cursor; `\name` becomes the sign of that name. */
export class QhamCompletionProvider extends DefaultCompletionProvider {
  override readonly completionOptions = { triggerCharacters: ['\\'] };

  override async getCompletion(
    document: LangiumDocument,
    params: CompletionParams,
  ): Promise<CompletionList | undefined> {
    return (
      completeSign(document, params) ?? completeComponent(document, params) ?? super.getCompletion(document, params)
    );
  }

  protected override completionFor(
    context: CompletionContext,
    next: NextFeature,
    acceptor: CompletionAcceptor,
  ): MaybePromise<void> {
    const rule = AstUtils.getContainerOfType(next.feature, GrammarAST.isParserRule)?.name;
    if (rule !== 'Name') return super.completionFor(context, next, acceptor);
    // A new name is the user's to choose; only where one of a known few is asked for there is something to offer.
    if (GrammarAST.isKeyword(next.feature)) return;
    for (const item of knownNames(context, next)) acceptor(context, item);
  }

  protected override completionForKeyword(
    context: CompletionContext,
    keyword: GrammarAST.Keyword,
    acceptor: CompletionAcceptor,
  ): void {
    const known = Object.hasOwn(KEYWORDS, keyword.value) ? KEYWORDS[keyword.value] : undefined;
    if (takesChoice(context)) return;
    if (!known) {
      super.completionForKeyword(context, keyword, acceptor);
      return;
    }
    const snippet = this.#snippets() ? known.snippet : undefined;
    acceptor(context, {
      label: keyword.value,
      kind: snippet === undefined ? CompletionItemKind.Keyword : CompletionItemKind.Snippet,
      documentation: known.documentation,
      sortText: '1',
      ...(snippet === undefined ? {} : { insertText: snippet, insertTextFormat: InsertTextFormat.Snippet }),
    });
  }

  protected override getReferenceCandidates(
    info: ReferenceInfo,
    context: CompletionContext,
  ): Stream<AstNodeDescription> {
    const inScope = super.getReferenceCandidates(info, context);
    const choices = takesChoice(context);
    if (choices) return inScope.filter(({ node }) => isLibraryName(node) && choices.includes(node));
    const before = textBefore(context);
    if (/(∇²|∇\^2|laplacian)\s*\[$/.test(before)) return inScope.filter(({ node }) => isParticle(node));
    const startsDefinition = before.endsWith('=') && isInside(info.container, isDefinition);
    if (!startsDefinition || !isInside(info.container, isAnsatz) || isInside(info.container, isSetting)) return inScope;
    return stream(BLOCKS.map(({ name }) => describe(name))).concat(inScope);
  }

  protected override createReferenceCompletionItem(
    description: AstNodeDescription,
    _info: ReferenceInfo,
    _context: CompletionContext,
  ): CompletionValueItem {
    const { node } = description;
    const library = isLibraryName(node) ? node : undefined;
    const argument = library?.signature.match(/\((.*)\)$/)?.[1];
    const braces = library?.signature.endsWith('{ }');
    return {
      nodeDescription: description,
      kind: this.nodeKindProvider.getCompletionItemKind(description),
      detail: library ? library.noun : description.type.toLowerCase(),
      ...(node ? { documentation: { kind: 'markdown', value: declarationMarkdown(node) } } : {}),
      sortText: library && library.noun !== 'activation' ? '2' : '0',
      ...(this.#snippets() && (argument !== undefined || braces)
        ? {
            insertText: braces ? `${description.name} { $1 }` : `${description.name}($1)`,
            insertTextFormat: InsertTextFormat.Snippet,
          }
        : {}),
    };
  }

  #snippets(): boolean {
    return this.clientCapabilities?.completionItem?.snippetSupport ?? false;
  }
}

function describe(name: LibraryName): AstNodeDescription {
  return { node: name, name: name.name, type: name.$type, documentUri: LIBRARY, path: name.name };
}

/** `\nabla` and the like, with the backslash; undefined where the cursor follows no such word. */
function completeSign(document: LangiumDocument, { position }: CompletionParams): CompletionList | undefined {
  const start = { line: position.line, character: 0 };
  const typed = document.textDocument.getText({ start, end: position }).match(/\\(\p{L}*)$/u);
  if (!typed) return undefined;
  const range = { start: { line: position.line, character: position.character - typed[0].length }, end: position };
  const items: CompletionItem[] = Object.entries(UNICODE)
    .filter(([name]) => name.toLowerCase().startsWith(typed[1]!.toLowerCase()))
    .map(([name, sign]) => ({
      label: `\\${name}`,
      detail: sign,
      kind: CompletionItemKind.Text,
      filterText: `\\${name}`,
      textEdit: { range, newText: sign },
    }));
  return CompletionList.create(items, true);
}

/** Samplers after `sampler` and optimizers after `optimizer`; undefined where the cursor is elsewhere. */
function completeComponent(document: LangiumDocument, { position }: CompletionParams): CompletionList | undefined {
  const line = document.textDocument.getText({ start: { line: position.line, character: 0 }, end: position });
  const typed = line.match(/(?:^|[^\p{L}])(sampler|optimizer)\s+(\p{L}*)$/u);
  if (!typed) return undefined;
  const start = { line: position.line, character: position.character - typed[2]!.length };
  const items: CompletionItem[] = (typed[1] === 'sampler' ? SAMPLERS : OPTIMIZERS).map(({ name }) => ({
    label: name.name,
    kind: CompletionItemKind.Module,
    detail: name.noun,
    documentation: { kind: 'markdown', value: declarationMarkdown(name) },
    textEdit: { range: { start, end: position }, newText: name.name },
  }));
  return CompletionList.create(items, true);
}

/** The names that the language knows where any name may stand: settings, units, spaces, quantities. */
function* knownNames(context: CompletionContext, { property }: NextFeature): Generator<CompletionValueItem> {
  if (property === 'key') yield* settingNames(context);
  if (property === 'system')
    for (const { name, documentation } of UNIT_SYSTEMS)
      yield { label: name, kind: CompletionItemKind.Unit, documentation, sortText: '0' };
  if (property === 'quantity')
    for (const name of QUANTITIES) yield { label: name, kind: CompletionItemKind.Value, sortText: '0' };
  if (property === 'kind')
    for (const name of REAL_SPACES) yield { label: name, kind: CompletionItemKind.Class, sortText: '0' };
}

/** The settings of the braces around the cursor that are not set yet. */
function* settingNames(context: CompletionContext): Generator<CompletionValueItem> {
  const found = ownerOf(context.node);
  if (!found) return;
  const { node, owner } = found;
  const given = new Set(
    AstUtils.streamContents(node)
      .filter(isSetting)
      .filter((setting) => !isUnder(setting, context))
      .map((setting) => setting.key),
  );
  for (const [key, setting] of Object.entries(owner.table)) {
    if (given.has(key)) continue;
    yield {
      label: key,
      kind: CompletionItemKind.Property,
      insertText: `${key} = `,
      detail: 'shown' in setting.fallback ? `default ${setting.fallback.shown}` : 'required',
      documentation: { kind: 'markdown', value: settingMarkdown(key, owner.title, setting) },
      sortText: '0',
    };
  }
}

/** The setting whose name is just being typed is not set yet. */
function isUnder(setting: AstNode, { offset }: CompletionContext): boolean {
  const { $cstNode } = setting;
  return $cstNode !== undefined && $cstNode.offset <= offset && offset <= $cstNode.end;
}

function ownerOf(start: AstNode | undefined): { node: AstNode; owner: SettingsOwner } | undefined {
  for (let node = start; node; node = node.$container) {
    const owner = settingsOwner(node);
    if (owner) return { node, owner };
  }
  return undefined;
}

const textBefore = (context: CompletionContext) =>
  context.textDocument.getText().slice(0, context.tokenOffset).trimEnd();

function isInside(node: AstNode, is: (node: AstNode) => boolean): boolean {
  return AstUtils.getContainerOfType(node, (candidate): candidate is AstNode => is(candidate)) !== undefined;
}

/** The choices of the setting whose value begins at the cursor, where it takes one of a few names. */
function takesChoice(context: CompletionContext): readonly LibraryName[] | undefined {
  const setting = AstUtils.getContainerOfType(context.node, isSetting);
  const choices = setting && textBefore(context).endsWith('=') ? settingOf(setting)?.value.choices : undefined;
  return choices && choices.length > 0 ? choices : undefined;
}
