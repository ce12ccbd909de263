import type { GrammarAST } from 'langium';
import { DefaultTokenBuilder } from 'langium';

type Token = ReturnType<DefaultTokenBuilder['findLongerAlt']>[number];

/**
 * Tokens whose keywords end where the word ends: `inner` is a name, not `in` followed by `ner`.
 * Langium sees by itself which names continue a keyword only where the pattern of names has no Unicode flag.
 */
export class QhamTokenBuilder extends DefaultTokenBuilder {
  protected override findLongerAlt(keyword: GrammarAST.Keyword, terminals: Token[]): Token[] {
    const names = /^\p{L}+$/u.test(keyword.value) ? terminals.filter((token) => token.name === 'ID') : [];
    return [...super.findLongerAlt(keyword, terminals), ...names];
  }
}
