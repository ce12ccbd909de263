import {
  docComment,
  type File,
  isDefinition,
  isLibraryName,
  isParameter,
  isParticle,
  isSetting,
  isUnits,
  type Setting,
  settingOf,
  settingsOwner,
  sourceText,
  UNIT_SYSTEMS,
} from '@qham/grammar';
import { type AstNode, CstUtils, type LangiumDocument, type LeafCstNode, type References } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';
import { KEYWORDS } from './keywords.ts';
import { settingMarkdown } from './setting-text.ts';

/** Hovering explains: declarations with their comments, settings with their defaults and reasons, words of the language. */
export class QhamHoverProvider implements HoverProvider {
  readonly #references: References;

  constructor(services: QhamServerServices) {
    this.#references = services.references.References;
  }

  getHoverContent(document: LangiumDocument, params: HoverParams): Hover | undefined {
    const root = (document.parseResult.value as File).$cstNode;
    const leaf = root && leafAt(document, document.textDocument.offsetAt(params.position));
    const value = leaf && this.#explain(leaf);
    return value === undefined ? undefined : { contents: { kind: 'markdown', value }, range: leaf!.range };
  }

  #explain(leaf: LeafCstNode): string | undefined {
    const node = leaf.astNode;
    if (isSetting(node) && isKey(leaf, node)) {
      const owner = settingsOwner(node.$container);
      const setting = settingOf(node);
      return owner && setting && settingMarkdown(node.key, owner.title, setting);
    }
    if (isUnits(node) && leaf.text === node.system)
      return UNIT_SYSTEMS.find((system) => system.name === node.system)?.documentation;
    const [target] = this.#references.findDeclarations(leaf);
    if (target) return declarationMarkdown(target);
    return ownWord(leaf);
  }
}

/** The words of the language, except where one is somebody's name. */
function ownWord(leaf: LeafCstNode): string | undefined {
  const word = leaf.text === '∇²' || leaf.text === '∇^2' ? 'laplacian' : leaf.text === '∑' ? 'sum' : leaf.text;
  return Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word]!.documentation : undefined;
}

function leafAt(document: LangiumDocument, offset: number): LeafCstNode | undefined {
  const root = document.parseResult.value.$cstNode;
  return root && (CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findDeclarationNodeAtOffset(root, offset));
}

/** The setting's value begins after its sign of equality. */
function isKey(leaf: LeafCstNode, setting: Setting): boolean {
  return leaf.end <= (setting.value?.$cstNode?.offset ?? Number.POSITIVE_INFINITY) && leaf.text !== '=';
}

/** A declaration with the comment above it. */
export function declarationMarkdown(node: AstNode): string {
  if (isLibraryName(node)) return `\`${node.signature}\` (${node.noun})\n\n${node.documentation}`;
  const code = ['```qham', headline(node), '```'].join('\n');
  const comment = docComment(node);
  return comment === undefined ? code : `${code}\n\n${comment}`;
}

/** The first line of a declaration; the whole of a short one. */
function headline(node: AstNode): string {
  const text = sourceText(node);
  if (isDefinition(node) || isParameter(node) || isParticle(node)) return text;
  const brace = text.indexOf('{');
  return brace < 0 ? text : text.slice(0, brace).trimEnd();
}
