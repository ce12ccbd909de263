import type { CstNode, GrammarAST, ValueType } from 'langium';
import { DefaultValueConverter } from 'langium';

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The number that superscript digits stand for: ⁻¹² is −12. */
export function superscriptValue(text: string): number {
  const sign = text.startsWith('⁻') ? -1 : 1;
  const digits = [...text].filter((c) => DIGITS.includes(c)).map((c) => DIGITS.indexOf(c));
  return sign * Number(digits.join(''));
}

/** One spelling for names that look alike: composed letters, μ for the micro sign, ħ for ℏ. */
export function canonicalName(text: string): string {
  return text.normalize('NFC').replaceAll('µ', 'μ').replaceAll('ℏ', 'ħ');
}

/** What the terminals of the grammar mean. */
export class QhamValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cst: CstNode): ValueType {
    switch (rule.name) {
      case 'SignedInteger':
        return Number(input.replace('−', '-').replaceAll(/\s/g, ''));
      case 'STRING':
        return input.slice(1, -1);
      case 'SUPERSCRIPT':
        return superscriptValue(input);
      case 'NUMBER':
        return Number(input);
      case 'Name':
      case 'ID':
        return canonicalName(input);
      default:
        return super.runConverter(rule, input, cst);
    }
  }
}
