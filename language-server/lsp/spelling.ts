import { isBinary, isDefinition, isLaplacian, isLibraryName, isNumberLiteral, isReference } from '@qham/grammar';
import { type AstNode, AstUtils, GrammarUtils, type LangiumDocument } from 'langium';

/** A piece of text that can be written in two ways that mean the same. */
export interface Spelling {
  readonly offset: number;
  readonly end: number;
  readonly unicode: string;
  readonly ascii: string;
}

const CONSTANTS: Readonly<Record<string, string>> = { pi: 'π', hbar: 'ħ' };
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Everything in a document that has a Unicode and an ASCII spelling, in the order of the text. */
export function spellingsOf(document: LangiumDocument): Spelling[] {
  return AstUtils.streamAst(document.parseResult.value)
    .flatMap(spellings)
    .toArray()
    .sort((a, b) => a.offset - b.offset);
}

function* spellings(node: AstNode): Generator<Spelling> {
  const at = (property: string) => GrammarUtils.findNodeForProperty(node.$cstNode, property);
  if (isLaplacian(node)) {
    const operator = at('operator');
    if (operator) yield { offset: operator.offset, end: operator.end, unicode: '∇²', ascii: 'laplacian' };
  }
  if (node.$type === 'Summation') {
    const word =
      GrammarUtils.findNodeForKeyword(node.$cstNode, 'sum') ?? GrammarUtils.findNodeForKeyword(node.$cstNode, '∑');
    if (word) yield { offset: word.offset, end: word.end, unicode: '∑', ascii: 'sum' };
  }
  if (isReference(node) && node.$cstNode) {
    const target = node.symbol.ref;
    const pair = Object.entries(CONSTANTS).find((names) => names.includes(node.symbol.$refText));
    if (pair && target && isLibraryName(target) && !isDefinition(target))
      yield { offset: node.$cstNode.offset, end: node.$cstNode.end, ascii: pair[0], unicode: pair[1] };
  }
  yield* powers(node);
}

/** `x^2` and `x²`; powers that are no whole numbers have one spelling only. */
function* powers(node: AstNode): Generator<Spelling> {
  if (isBinary(node) && node.operator === '^' && isNumberLiteral(node.right)) {
    const { value, percent } = node.right;
    const operator = GrammarUtils.findNodeForProperty(node.$cstNode, 'operator');
    const digits = node.right.$cstNode?.text ?? '';
    if (!operator || !node.$cstNode || percent || !/^\d+$/.test(digits) || !Number.isSafeInteger(value)) return;
    const unicode = [...digits].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
    yield { offset: operator.offset, end: node.$cstNode.end, ascii: `^${digits}`, unicode };
  }
  if (node.$type === 'Raised') {
    const sign = GrammarUtils.findNodeForProperty(node.$cstNode, 'exponent');
    const exponent = (node as AstNode & { exponent: number }).exponent;
    if (sign) yield { offset: sign.offset, end: sign.end, ascii: `^${exponent}`, unicode: sign.text };
  }
}
