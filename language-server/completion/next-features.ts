import { AstUtils, GrammarAST, type LangiumCompletionParser, type Lexer } from 'langium';
import { findNextFeatures, type NextFeature } from 'langium/lsp';

interface Readers {
  readonly lexer: Lexer;
  readonly parser: LangiumCompletionParser;
  /** What the framework says can follow. */
  readonly standard: () => NextFeature[];
}

/**
 * What the grammar lets follow a text. Most words of the language are free as names, so the last word of a text may be one or
 * the other, and the parser decides before it has seen what comes next: `stop` may begin a rule or be a setting. Here it may
 * still be both.
 */
export function nextFeatures(text: string, { lexer, parser, standard }: Readers): NextFeature[] {
  const features = standard().filter(isNotMerelyAName);
  const last = lexer.tokenize(text).tokens.at(-1);
  if (!last || !/^\p{L}+$/u.test(last.tokenType.name) || last.tokenType.name !== last.image) return features;
  const { elementStack, tokens, tokenIndex } = parser.parse(text.slice(0, last.startOffset));
  const unread = [...tokens].slice(tokenIndex);
  const stack = elementStack.map((feature) => ({ feature }));
  return [...features, ...findNextFeatures([stack], [...unread, last]).filter(isNotMerelyAName)];
}

/** Words of the language that stand for names: the same words where they mean something come beside them. */
function isNotMerelyAName({ feature }: NextFeature): boolean {
  return !GrammarAST.isKeyword(feature) || ruleOf(feature) !== 'Name';
}

/** The rule of the grammar that an element of it is in. */
export function ruleOf(element: GrammarAST.AbstractElement): string | undefined {
  return AstUtils.getContainerOfType(element, GrammarAST.isParserRule)?.name;
}
