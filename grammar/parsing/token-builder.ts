import type { GrammarAST } from 'langium';
import { DefaultTokenBuilder } from 'langium';
import { unitPattern } from './unit-token.ts';

type Token = ReturnType<DefaultTokenBuilder['findLongerAlt']>[number];

/**
 * Tokens whose keywords end where the word ends: `inner` is a name, not `in` followed by `ner`. Units are known by the table of
 * units, and only behind numbers.
 * Langium sees by itself which names continue a keyword only where the pattern of names has no Unicode flag.
 */
export class QhamTokenBuilder extends DefaultTokenBuilder {
  protected override findLongerAlt(keyword: GrammarAST.Keyword, terminals: Token[]): Token[] {
    const names = /^\p{L}+$/u.test(keyword.value) ? terminals.filter((token) => token.name === 'ID') : [];
    return [...super.findLongerAlt(keyword, terminals), ...names];
  }

  protected override buildTerminalToken(terminal: GrammarAST.TerminalRule): Token {
    const token = super.buildTerminalToken(terminal);
    return terminal.name === 'UNIT' ? { ...token, PATTERN: unitPattern(), LINE_BREAKS: false } : token;
  }
}
