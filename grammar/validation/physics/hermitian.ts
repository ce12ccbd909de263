import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import {
  type Component,
  type Definition,
  type Expression,
  type File,
  type Index,
  isComponent,
  isReference,
  isSummation,
  type Summation,
} from '../../generated/ast.ts';
import { isLibraryName } from '../../library/builtin.ts';
import { isOperatorName, OPERATORS } from '../../library/operators.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { ungrouped } from '../../semantics/particle.ts';
import { sourceText } from '../../semantics/source-text.ts';
import { energyOf } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { type Fix, fix, replacement } from '../fix.ts';
import { expand, NoSymbols, sitesOf } from './operators/expand.ts';
import { collect, type Polynomial, type Term } from './operators/polynomial.ts';
import { type Leaf, leavesOf } from './probe/leaves.ts';
import { repeatableNumbers } from './probe/random.ts';
import { NoValue } from './probe/vectors.ts';
import { type Use, usesIn } from './uses.ts';

/**
 * H must be its own adjoint. It is written as a sum of Hermitian operators with coefficients, all of which must be real;
 * where different functions of the positions stand in front of one operator, their sum is looked at in points.
 */
export function checkHermitian(file: File, report: Report): void {
  for (const use of usesIn(file)) {
    const energy = energyOf(use.hamiltonian);
    if (energy?.value) checkEnergy(energy, use, report);
  }
}

function checkEnergy(energy: Definition, use: Use, report: Report): void {
  try {
    const found = imaginaryWord(expand(energy.value, use.lookup), use);
    if (found === undefined) return;
    const leaf = leafWith(found.word, energy, use) ?? { expression: energy.value, kinetic: false };
    const term = sourceText(leaf.expression);
    const parameters = { term, how: found.how, hint: hintFor(leaf) };
    report(catalogue.notHermitian, leaf.expression, parameters, [], adjointFix(leaf.expression));
  } catch (error) {
    if (!(error instanceof NoSymbols)) throw error;
  }
}

const ROUNDING = 1e-12;

function imaginaryWord(sum: Polynomial, use: Use): { word: string; how: Phrase } | undefined {
  for (const [word, byFactor] of collect(sum)) {
    const parts = [...byFactor.values()];
    const size = Math.max(...parts.map(({ coefficient: { re, im } }) => Math.hypot(re, im)));
    const imaginary = parts.filter(({ coefficient: { im } }) => Math.abs(im) > ROUNDING * size);
    if (imaginary.length === 0) continue;
    if (imaginary.length === 1) return { word, how: say`decided symbolically` };
    // Different functions may still cancel.
    const points = imaginaryAtPoints(
      imaginary.map(({ term, coefficient }) => ({ term, im: coefficient.im })),
      use,
    );
    if (points !== undefined) return { word, how: say`decided at ${points} random points` };
  }
  return undefined;
}

const POINTS = 8;

/** How many points were looked at if the sum is not zero in one of them; undefined if it is, or cannot be computed. */
function imaginaryAtPoints(parts: readonly { term: Term; im: number }[], { system }: Use): number | undefined {
  if (system === undefined) return undefined;
  const random = repeatableNumbers(3);
  try {
    for (let n = 0; n < POINTS; n++) {
      const positions = system.kinds.map(({ count, dimension }) =>
        Array.from({ length: count }, () => Array.from({ length: dimension }, () => system.scale * random())),
      );
      const values = parts.map(({ term, im }) => im * system.product(term.factors, positions));
      const total = values.reduce((sum, value) => sum + value, 0);
      if (Math.abs(total) > 1e-8 * Math.max(...values.map(Math.abs))) return POINTS;
    }
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
  }
  return undefined;
}

/** The first summand that has an imaginary part of the word. */
function leafWith(word: string, energy: Definition, { lookup }: Use): Leaf | undefined {
  return leavesOf(energy.value).find(({ expression }) => {
    const parts = collect(expand(expression, lookup, sitesAround(expression))).get(word);
    return [...(parts?.values() ?? [])].some(
      ({ coefficient: { re, im } }) => Math.abs(im) > ROUNDING * Math.hypot(re, im),
    );
  });
}

function sitesAround(expression: Expression): ReadonlyMap<Index, string> {
  const sums: Summation[] = [];
  for (let node: AstNode | undefined = expression.$container; node !== undefined; node = node.$container)
    if (isSummation(node)) sums.unshift(node);
  return sums.reduce<ReadonlyMap<Index, string>>((sites, sum) => sitesOf(sum, sites), new Map());
}

function hintFor({ expression, kinetic }: Leaf): Phrase | undefined {
  if (ladders(expression).length > 0) return say`add its adjoint: ${adjointText(expression)}`;
  if (kinetic) return say`a momentum p is Hermitian without i: p = −iħ∇ has it already`;
  return say`an imaginary coefficient belongs to no energy: leave out i`;
}

/** Ladder operators: each has a partner that is its adjoint. */
function ladders(expression: Expression): Component[] {
  return AstUtils.streamAst(expression)
    .filter(isComponent)
    .filter((component) => {
      const base = ungrouped(component.of);
      const target = isReference(base) ? base.symbol.ref : undefined;
      return isOperatorName(target) && target.ladder !== undefined;
    })
    .toArray();
}

/** The summand with each ladder operator turned into its adjoint; factors of different spins commute. */
function adjointText(expression: Expression): string {
  const cst = expression.$cstNode;
  if (cst === undefined) return '';
  let text = cst.text;
  for (const component of ladders(expression).reverse()) {
    const name = ungrouped(component.of).$cstNode;
    if (name === undefined) continue;
    text = text.slice(0, name.offset - cst.offset) + partner(name.text) + text.slice(name.end - cst.offset);
  }
  return text;
}

function partner(name: string): string {
  const operator = OPERATORS.find((candidate) => candidate.name === name);
  const unicode = operator?.sign === name;
  const sign = operator?.sign.replace(/[₊₋]/, (letter) => (letter === '₊' ? '₋' : '₊'));
  return OPERATORS.find((other) => other.sign === sign && (other.name === other.sign) === unicode)?.name ?? name;
}

/** Puts the adjoint beside a summand, where no spin has two operators in it and nothing else is imaginary. */
function adjointFix(expression: Expression): Fix[] {
  const found = ladders(expression);
  const places = found.map(({ index }) => sourceText(index));
  const imaginary = AstUtils.streamAst(expression).some((node) => {
    const target = isReference(node) ? node.symbol.ref : undefined;
    return isLibraryName(target) && target.noun === 'imaginary unit';
  });
  if (found.length === 0 || imaginary || new Set(places).size < places.length) return [];
  const adjoint = adjointText(expression);
  return fix(say`Add the adjoint: ${adjoint}`, replacement(expression, `(${sourceText(expression)} + ${adjoint})`));
}
