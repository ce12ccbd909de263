/** Random programs, derived from the grammar itself: what the grammar learns to read, this learns to write. */
import fc from 'fast-check';
import { GrammarAST } from 'langium';
import { QhamGrammar } from '../../grammar/generated/grammar.ts';

const RULES = new Map(QhamGrammar().rules.map((rule) => [rule.name, rule]));

/** Texts for the terminals; names are few, so that some of them refer to something. */
const NAMES = [
  'r',
  'x',
  'A',
  'B',
  'H',
  'V',
  'psi',
  'ψ',
  'N',
  'D',
  'n',
  'i',
  'j',
  'd',
  'ω₀',
  'mlp',
  'adam',
  'metropolis',
];
const WORDS = [
  'hidden',
  'steps',
  'walkers',
  'energy',
  'objective',
  'states',
  'oscillator',
  'R',
  'exp',
  'sqrt',
  'π',
  'σ',
];
const TERMINALS: Readonly<Record<string, readonly string[]>> = {
  ID: [...NAMES, ...WORDS],
  NUMBER: ['1', '2', '0', '0.5', '3', '1e-3', '10', '1e308'],
  SUPERSCRIPT: ['²', '³', '⁻¹', '¹²'],
  LAPLACIAN: ['∇²', '∇^2'],
  STRING: ['"other.qham"', '"../up.qham"', '""'],
  UNIT: ['fm', 'MeV', 'eV'],
};

/** Deeper than this the shortest way out is taken. */
const DEEPEST = 28;

/** Choices made one after the other; when they run out, the first one is always taken. */
class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  below(n: number): number {
    return (this.#numbers[this.#next++] ?? 0) % n;
  }

  get spent(): boolean {
    return this.#next >= this.#numbers.length;
  }
}

/** A text of rules of the grammar, one after the other, its tokens separated by blanks, its statements by line breaks. */
export function derive(rules: readonly string[], numbers: readonly number[]): string {
  const choices = new Choices(numbers);
  return rules.map((rule) => deriveRule(rule, choices, 0).join(' ')).join('\n');
}

function deriveRule(name: string, choices: Choices, depth: number): string[] {
  const rule = RULES.get(name);
  if (rule === undefined) throw new Error(`the grammar has no rule ${name}`);
  if (!GrammarAST.isParserRule(rule)) {
    const texts = TERMINALS[name];
    if (!texts) throw new Error(`no texts for the terminal ${name}`);
    return [texts[choices.below(texts.length)]!];
  }
  return deriveElement(rule.definition, choices, depth + 1);
}

function deriveElement(element: GrammarAST.AbstractElement, choices: Choices, depth: number): string[] {
  const tired = depth > DEEPEST || choices.spent;
  const { cardinality } = element;
  const least = cardinality === '?' || cardinality === '*' ? 0 : 1;
  const most = cardinality === '*' || cardinality === '+' ? 4 : 1;
  const times = tired ? least : least + choices.below(most - least + 1);
  const ends = isStatementList(element) ? ['\n'] : [];
  return Array.from({ length: times }, () => [...deriveOnce(element, choices, depth), ...ends]).flat();
}

/** A list whose elements stand on lines of their own: the grammar lets a `;` stand between them. */
function isStatementList(element: GrammarAST.AbstractElement): boolean {
  const { cardinality } = element;
  if (cardinality !== '*' || !GrammarAST.isAlternatives(element)) return false;
  return element.elements.some((each) => GrammarAST.isKeyword(each) && each.value === ';');
}

function deriveOnce(element: GrammarAST.AbstractElement, choices: Choices, depth: number): string[] {
  if (GrammarAST.isKeyword(element)) return [element.value];
  if (GrammarAST.isAlternatives(element)) {
    const { elements } = element;
    const chosen = depth > DEEPEST ? shortest(elements) : elements[choices.below(elements.length)]!;
    return deriveElement(chosen, choices, depth);
  }
  if (GrammarAST.isGroup(element)) return element.elements.flatMap((each) => deriveElement(each, choices, depth));
  if (GrammarAST.isAssignment(element)) return deriveElement(element.terminal, choices, depth);
  if (GrammarAST.isRuleCall(element)) return deriveRule(element.rule.$refText, choices, depth);
  if (GrammarAST.isCrossReference(element)) return deriveRule('ID', choices, depth);
  return [];
}

/** How deep an element must go at least. */
const depths = new Map<string, number>();

function depthOf(element: GrammarAST.AbstractElement): number {
  if (element.cardinality === '?' || element.cardinality === '*') return 0;
  if (GrammarAST.isAlternatives(element)) return Math.min(...element.elements.map(depthOf));
  if (GrammarAST.isGroup(element)) return Math.max(0, ...element.elements.map(depthOf));
  if (GrammarAST.isAssignment(element)) return depthOf(element.terminal);
  if (!GrammarAST.isRuleCall(element)) return 0;
  const name = element.rule.$refText;
  const rule = RULES.get(name);
  if (!rule || !GrammarAST.isParserRule(rule)) return 0;
  const known = depths.get(name);
  if (known !== undefined) return known;
  depths.set(name, Number.POSITIVE_INFINITY);
  const depth = 1 + depthOf(rule.definition);
  depths.set(name, depth);
  return depth;
}

function shortest(elements: readonly GrammarAST.AbstractElement[]): GrammarAST.AbstractElement {
  return elements.reduce((best, element) => (depthOf(element) < depthOf(best) ? element : best));
}

/** Programs of the grammar. */
export const programs = fc
  .noBias(fc.array(fc.nat({ max: 0xffff }), { maxLength: 400, size: 'max' }))
  // A first statement, and whatever else: an empty file every fifth time would show nothing new.
  .map((numbers) => derive(['Statement', 'File'], numbers));
