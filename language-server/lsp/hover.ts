import {
  type ExpressionSyntax,
  energyNamed,
  type File,
  isDefinition,
  isExpression,
  isLibraryName,
  isParameter,
  isParticle,
  isReference,
  isSetting,
  isUnits,
  KIND_WORDS,
  kindOf,
  kindOfDefinition,
  NOUNS,
  type Reference,
  type Setting,
  type Speak,
  say,
  settingOf,
  settingsOwner,
  silently,
  sourceText,
  UNIT_SYSTEMS,
  type Words,
  writtenLines,
  writtenOut,
} from '@qham/grammar';
import { type AstNode, Cancellation, CstUtils, type LangiumDocument, type LeafCstNode, type References } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import { KEYWORDS } from '../completion/keywords.ts';
import type { QhamServerServices } from '../module.ts';
import { dimensionText } from './dimension-text.ts';
import { commentOf } from './documentation.ts';
import type { Pictures } from './pictures.ts';
import { settingMarkdown } from './setting-text.ts';

/** Hovering explains: declarations with their comments, settings with their defaults and reasons, words of the language. */
export class QhamHoverProvider implements HoverProvider {
  readonly #references: References;
  readonly #pictures: Pictures;
  readonly #speak: Speak;

  constructor(services: QhamServerServices) {
    this.#speak = services.localization.Speak;
    this.#references = services.references.References;
    this.#pictures = services.pictures.Pictures;
  }

  async getHoverContent(
    document: LangiumDocument,
    params: HoverParams,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<Hover | undefined> {
    const root = (document.parseResult.value as File).$cstNode;
    const leaf = root && leafAt(document, document.textDocument.offsetAt(params.position));
    if (!leaf) return undefined;
    const explained = this.#explain(leaf) ?? explainTerm(leaf, this.#speak);
    if (!explained) return undefined;
    const { text, shown, range = leaf.range } = explained;
    const pictures = shown ? await this.#pictures.of(shown, token) : [];
    return { contents: { kind: 'markdown', value: [text, ...pictures].join('\n\n') }, range };
  }

  #explain(leaf: LeafCstNode): Explained | undefined {
    const node = leaf.astNode;
    if (isSetting(node) && isKey(leaf, node)) {
      const owner = settingsOwner(node.$container);
      const setting = settingOf(node);
      return owner && setting && { text: settingMarkdown(node.key, owner.title, setting, this.#speak) };
    }
    if (isUnits(node) && leaf.text === node.system) {
      const text = UNIT_SYSTEMS.find((system) => system.name === node.system)?.documentation;
      return text === undefined ? undefined : { text: this.#speak(text) };
    }
    const energy = isReference(node) ? explainEnergy(node, this.#speak) : undefined;
    if (energy) return energy;
    const [target] = this.#references.findDeclarations(leaf);
    if (target) {
      const place = isReference(node) ? node : target;
      return { text: declarationMarkdown(target, this.#speak, place), shown: target };
    }
    const word = ownWord(leaf);
    return word === undefined ? undefined : { text: this.#speak(word) };
  }
}

/** What is said of a place, and of what it has a picture. */
interface Explained {
  readonly text: string;
  readonly shown?: AstNode;
  readonly range?: Hover['range'];
}

/** `kinetic`, `coulomb` and `ewald` with what they stand for in this Hamiltonian. */
function explainEnergy(reference: Reference, speak: Speak): Explained | undefined {
  const energy = energyNamed(reference);
  if (!energy) return undefined;
  const shown = writtenOut(reference)?.value;
  const lines = writtenLines(reference);
  const block = lines.length === 0 ? [] : [['```qham', ...lines, '```'].join('\n')];
  return { text: [declarationMarkdown(energy, speak), ...block].join('\n\n'), ...(shown && { shown }) };
}

/** On an operator or a bracket: the term that it makes, and what kind of quantity that is. */
function explainTerm(leaf: LeafCstNode, speak: Speak): Explained | undefined {
  const node = leaf.astNode;
  if (!isExpression(node) || leaf.hidden || !/^[^\p{L}\p{N}{};,]+$/u.test(leaf.text) || !node.$cstNode)
    return undefined;
  const kind = kindWords(node);
  if (kind === undefined) return undefined;
  return {
    text: `\`${sourceText(node)}\`\n\n${speak(sortText(kind, dimensionText(node)))}`,
    shown: node,
    range: node.$cstNode.range,
  };
}

/** What sort of quantity a formula is, in words; undefined where that is not known. */
function kindWords(expression: ExpressionSyntax): Words | undefined {
  const kind = kindOf(expression, { operators: true, report: silently });
  return kind === 'error' ? undefined : KIND_WORDS[kind];
}

/** The words of the language, except where one is somebody's name. */
function ownWord(leaf: LeafCstNode): Words | undefined {
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

/**
 * A declaration with the comment above it.
 * @param place where its name stands: what it is there has a dimension, in the units of that file
 */
export function declarationMarkdown(node: AstNode, speak: Speak, place: AstNode = node): string {
  if (isLibraryName(node))
    return `\`${node.signature}\` (${speak(NOUNS[node.noun].name)})\n\n${speak(node.documentation)}`;
  const code = ['```qham', headline(node), '```'].join('\n');
  const kind = isDefinition(node) ? kindOfDefinition(node, { operators: true, report: silently }) : 'error';
  const dimension = dimensionText(place) ?? dimensionText(node);
  const sort = sortText(kind === 'error' ? undefined : KIND_WORDS[kind], dimension);
  return [code, speak(sort), commentOf(node, speak)].filter((part) => part).join('\n\n');
}

/** What sort of quantity something is, and its dimension, as far as they are known. */
function sortText(kind: Words | undefined, dimension: Words | undefined): Words {
  return kind !== undefined && dimension !== undefined ? say`${kind}: ${dimension}` : (kind ?? dimension ?? '');
}

/** The first line of a declaration; the whole of a short one. */
function headline(node: AstNode): string {
  const text = sourceText(node);
  if (isDefinition(node) || isParameter(node) || isParticle(node)) return text;
  const brace = text.indexOf('{');
  return brace < 0 ? text : text.slice(0, brace).trimEnd();
}
