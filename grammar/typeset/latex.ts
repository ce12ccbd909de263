/**
 * Formulas as LaTeX, the way a physicist writes them: fractions, roots, indices, vectors in bold.
 */
import type { AstNode } from 'langium';
import {
  type Argument,
  type Binary,
  type Call,
  type Definition,
  type Expression,
  type Group,
  isBinary,
  isDefinition,
  isGroup,
  isNumberLiteral,
  isParticle,
  isSign,
  type List,
  type NumberLiteral,
  type Piecewise,
  type Reference,
  type Sign,
  type Summation,
  type UnitFactor,
} from '../generated/ast.ts';
import { kindOf } from '../semantics/kinds.ts';
import { isMinus } from '../semantics/operators.ts';
import { sourceText } from '../semantics/source-text.ts';
import { silently } from '../validation/finding.ts';
import { escapeLatex, latexName } from './name.ts';

/** How one sort of node is set; the nodes of a type come here only. */
type Setter = (node: never) => string;

/** One entry for each sort of expression; what is not here is set as it is written. */
const SETTERS: Readonly<Record<string, Setter>> = {
  NumberLiteral: setNumber,
  Group: ({ inner }: Group) => parenthesised(latexOf(inner)),
  Sign: (sign: Sign) => `${isMinus(sign) ? '-' : '+'}${latexOf(sign.operand)}`,
  Binary: setBinary,
  Raised: ({ base, exponent }: { base: Expression; exponent: number }) => power(base, String(exponent)),
  Summation: setSum,
  Call: setCall,
  Component: ({ of, index }: { of: Expression; index: Expression }) => `${latexOf(of, false)}_{${latexOf(index)}}`,
  Axis: ({ of, axis }: { of: Expression; axis: string }) => `${latexOf(of, false)}_{${latexName(axis)}}`,
  Norm: ({ of }: { of: Expression }) => `\\left\\lvert ${latexOf(bare(of))} \\right\\rvert`,
  Laplacian: ({ of }: { of?: Reference }) => `\\nabla^{2}${of ? `_{${setReference(of, true)}}` : ''}`,
  List: ({ elements }: List) => parenthesised(elements.map((element) => latexOf(element)).join(',\\, ')),
  Piecewise: setCases,
  Interval: ({ from, to }: { from: Expression; to: Expression }) => `${latexOf(from)} \\ldots ${latexOf(to)}`,
  Reference: (reference: Reference) => setReference(reference, true),
};

/**
 * A formula as LaTeX.
 * @param bold whether vectors stand in bold; their components do not
 */
export function latexOf(node: AstNode | undefined, bold = true): string {
  if (node === undefined) return '?';
  if (node.$type === 'Reference') return setReference(node as Reference, bold);
  const set = Object.hasOwn(SETTERS, node.$type) ? (SETTERS[node.$type] as (node: AstNode) => string) : undefined;
  return set ? set(node) : `\\text{${escapeLatex(sourceText(node))}}`;
}

/** Longer sums than this, in signs of LaTeX, are broken into lines. */
const LONG = 160;

/** `name = formula`, a long sum with each summand on a line of its own. */
export function latexOfDefinition({ name, value }: Pick<Definition, 'name' | 'value'>): string {
  const left = latexName(name);
  const whole = latexOf(value);
  if (whole.length <= LONG) return `${left} = ${whole}`;
  const lines = summands(value).map((text, i) => (i === 0 ? text : /^[+-]/.test(text) ? text : `+ ${text}`));
  return `\\begin{aligned} ${left} ={}& ${lines.join(' \\\\ & ')} \\end{aligned}`;
}

function summands(expression: Expression): string[] {
  if (!isBinary(expression) || !'+-−'.includes(expression.operator)) return [latexOf(expression)];
  const sign = expression.operator === '+' ? '+' : '-';
  return [...summands(expression.left), `${sign} ${latexOf(expression.right)}`];
}

function setNumber({ value, percent, units, $cstNode }: NumberLiteral): string {
  const behind = units[0]?.$cstNode;
  const text = behind && $cstNode ? $cstNode.text.slice(0, behind.offset - $cstNode.offset).trimEnd() : $cstNode?.text;
  const written = text?.replace(/\s*%$/, '') ?? String(value);
  const [, mantissa, exponent] = written.match(/^(.*)[eE]\+?(-?\d+)$/) ?? [];
  const number =
    exponent === undefined
      ? written
      : `${Number(mantissa) === 1 ? '' : `${mantissa} \\times `}10^{${Number(exponent)}}`;
  return [percent ? `${number}\\,\\%` : number, ...units.map(setUnit)].join('\\,');
}

/** Units stand upright, a thin space behind the number and between each other (ISO 80000-1, 7.2). */
function setUnit({ symbol, exponent, superscript }: UnitFactor): string {
  const upright = `\\mathrm{${escapeLatex(symbol)}}`;
  const power = exponent ?? superscript;
  return power === undefined ? upright : `${upright}^{${power}}`;
}

function setBinary(binary: Binary): string {
  const { left, operator, right } = binary;
  switch (operator) {
    case '/':
      // -1/2 is set as −½, not as a fraction of −1.
      if (isSign(left)) return `${isMinus(left) ? '-' : '+'}${fraction(left.operand, right)}`;
      return fraction(left, right);
    case '^':
      return power(left, latexOf(bare(right)));
    case '*':
    case '·': {
      const factor = latexOf(right);
      const sign = operator === '·' || /^[\d.]/.test(factor) || /^[+-]/.test(factor) ? '\\cdot ' : '\\, ';
      return `${latexOf(left)} ${sign}${factor}`;
    }
    default:
      return `${latexOf(left)} ${operator === '−' ? '-' : operator} ${latexOf(right)}`;
  }
}

const COMPARISONS: Readonly<Record<string, string>> = { '≤': '\\le', '<=': '\\le', '≥': '\\ge', '>=': '\\ge' };

/** Behind a brace, one case in a line. */
function setCases({ branches }: Piecewise): string {
  const lines = branches.map(({ value, conditions }) => {
    const all = conditions.map(({ operands, operators }) =>
      operands.map((operand, i) => `${i === 0 ? '' : `${sign(operators[i - 1]!)} `}${latexOf(operand)}`).join(' '),
    );
    return `${latexOf(value)} & ${all.length === 0 ? '\\text{otherwise}' : `\\text{if } ${all.join(' \\text{ and } ')}`}`;
  });
  return `\\begin{cases} ${lines.join(' \\\\ ')} \\end{cases}`;
}

const sign = (operator: string) => COMPARISONS[operator] ?? operator;

const fraction = (above: Expression, below: Expression) => `\\frac{${latexOf(bare(above))}}{${latexOf(bare(below))}}`;

/** The base keeps its parentheses, and gets some where it is itself raised, signed or called. */
function power(base: Expression, exponent: string): string {
  const set = latexOf(base);
  const simple =
    isGroup(base) || isNumberLiteral(base) || ['Reference', 'Norm', 'Component', 'Axis'].includes(base.$type);
  return `${simple ? `{${set}}` : parenthesised(set)}^{${exponent}}`;
}

/** What the sum runs over stands below its sign: i < j, neighbours in angle brackets. */
function setSum({ bonds, indices, order, body }: Summation): string {
  const names = indices.map(({ name, over }, i) => {
    const sign = order[i - 1] === '<' ? ' < ' : i > 0 ? ', ' : '';
    return `${sign}${latexName(name)}${over ? ` \\in ${setReference(over, false)}` : ''}`;
  });
  const range = names.join('');
  const [open, close] =
    bonds === undefined ? ['', ''] : ['\\langle '.repeat(depth(bonds)), ' \\rangle'.repeat(depth(bonds))];
  return `\\sum_{${open}${range}${close}} ${latexOf(body)}`;
}

/** Nearest neighbours have one pair of brackets, next-nearest two. */
const depth = (bonds: string) => (bonds === '<' || bonds === '⟨' ? 1 : 2);

const parenthesised = (text: string) => `\\left( ${text} \\right)`;

/** An expression without the parentheses that the notation on paper does not need. */
function bare(expression: Expression): Expression {
  return isGroup(expression) ? bare(expression.inner) : expression;
}

/** Functions that TeX has a word for. */
const NAMED: Readonly<Record<string, string>> = {
  exp: '\\exp',
  log: '\\ln',
  sin: '\\sin',
  cos: '\\cos',
  tan: '\\tan',
  sinh: '\\sinh',
  cosh: '\\cosh',
  tanh: '\\tanh',
  atan: '\\arctan',
  Gamma: '\\Gamma',
  lgamma: '\\ln\\Gamma',
};

/** Functions whose orders stand at their letter. */
const ORDERED: Readonly<Record<string, (values: readonly string[]) => string>> = {
  hermite: ([n, x]) => `H_{${n}}${parenthesised(x ?? '?')}`,
  legendre: ([l, x]) => `P_{${l}}${parenthesised(x ?? '?')}`,
  laguerre: ([n, alpha, x]) => `L_{${n}}^{${parenthesised(alpha ?? '?')}}${parenthesised(x ?? '?')}`,
  spherical_bessel: ([l, x]) => `j_{${l}}${parenthesised(x ?? '?')}`,
};

function setCall(call: Call): string {
  const name = call.callee?.symbol.$refText ?? '';
  const values = call.arguments.map(({ value }: Argument) => latexOf(value));
  const own = isDefinition(call.callee?.symbol.ref);
  if (!own && name === 'sqrt' && values.length === 1) return `\\sqrt{${latexOf(bare(call.arguments[0]!.value))}}`;
  if (!own && name === 'abs' && values.length === 1) return `\\left\\lvert ${values[0]} \\right\\rvert`;
  if (!own && name === 'dot' && values.length === 2) return `${values[0]} \\cdot ${values[1]}`;
  if (!own && Object.hasOwn(ORDERED, name) && values.length > 1) return ORDERED[name]!(values);
  if (!own && name === 'factorial' && values.length === 1) {
    const argument = bare(call.arguments[0]!.value);
    const single = isNumberLiteral(argument) || argument.$type === 'Reference';
    return `${single ? values[0] : parenthesised(latexOf(argument))}!`;
  }
  const word =
    !own && Object.hasOwn(NAMED, name) ? NAMED[name]! : own ? latexName(name) : `\\operatorname{${escapeLatex(name)}}`;
  return `${word}${parenthesised(values.join(',\\, '))}`;
}

function setReference(reference: Reference, bold: boolean): string {
  const target = reference.symbol?.ref;
  const vector = bold && (isParticle(target) || isDefinition(target)) && isVector(reference);
  return latexName(reference.symbol?.$refText ?? '?', vector);
}

const isVector = (reference: Reference) => kindOf(reference, { operators: true, report: silently }) === 'vector';
