import { type Definition, type Expression, isDefinition, type NumberLiteral } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { type Dimension, ENERGY, over } from '../../units/dimension.ts';
import { ownUnitSource } from '../../units/own-units.ts';
import { reduced } from '../../units/system.ts';
import { known } from '../../units/unification.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { silently } from '../../validation/finding.ts';
import { type Fix, fix, insertionAfter } from '../../validation/fix.ts';
import { arithmeticOf } from '../operators.ts';
import { type Inference, quantityOf } from './infer.ts';
import { hasLaplacian, kineticHint, phraseOf } from './phrases.ts';
import { agree, dimensionOfQuantity, ofTerm } from './quantity.ts';

/**
 * The terms of H are energies: what parameters leave open in them, this decides, in potentials first. It comes before they are
 * added up, so that a term that lacks a factor is found where it is added to the others, and no parameter makes up for it.
 */
export function expectEnergy(energy: Definition, inference: Inference): void {
  const quiet: Inference = { ...inference, report: silently, definitions: new Map() };
  const terms = summands(energy.value, new Set());
  for (const term of [...terms.filter((one) => !hasLaplacian(one)), ...terms.filter(hasLaplacian)])
    agree(quantityOf(term, quiet), ofTerm(known(ENERGY)), inference.solution);
}

/** What an energy is the sum of, through parentheses, sums and definitions. */
function summands(expression: Expression | undefined, visited: ReadonlySet<Definition>): Expression[] {
  if (expression === undefined) return [];
  switch (expression.$type) {
    case 'Group':
      return summands(expression.inner, visited);
    case 'Sign':
      return summands(expression.operand, visited);
    case 'Summation':
      return summands(expression.body, visited);
    case 'Binary': {
      const operation = arithmeticOf(expression);
      if (operation !== 'add' && operation !== 'subtract') break;
      return [expression.left, expression.right].flatMap((side) => summands(side, visited));
    }
    case 'Reference': {
      const target = expression.symbol.ref;
      if (!isDefinition(target) || visited.has(target)) break;
      return summands(target.value, new Set(visited).add(target));
    }
  }
  return [expression];
}

/** H is an energy; where everything else fits together and this does not, a factor is missing everywhere. */
export function requireEnergy(energy: Definition, inference: Inference): void {
  const { value } = energy;
  const quantity = quantityOf(value, inference);
  if (agree(quantity, ofTerm(known(ENERGY)), inference.solution)) return;
  const has = dimensionOfQuantity(quantity, inference.solution);
  const parameters = {
    given: phraseOf(quantity, inference),
    hint: hasLaplacian(value) ? kineticHint(inference.system) : undefined,
  };
  const fixes = has ? unitFix(value, over(reduced(ENERGY, inference.system), has), inference) : [];
  inference.report(catalogue.energyExpected, { node: energy, property: 'value' }, parameters, [], fixes);
}

/**
 * Where one number stands out among the factors of a product that lacks a dimension, it probably lacks its unit:
 * in `-20.7 * ∇²[r]` that is 20.7.
 */
export function unitFix(product: Expression, missing: Dimension, { system }: Inference): Fix[] {
  const candidates = numeratorNumbers(product).filter(({ value }) => !isCombinatorial(value));
  const [only] = candidates;
  const unit = ownUnitSource(missing, system);
  if (only === undefined || candidates.length > 1 || unit === undefined) return [];
  return fix(
    say`Give the number its unit: ${only.$cstNode?.text ?? only.value} ${unit}`,
    insertionAfter(only, ` ${unit}`),
  );
}

/** Numbers such as 1/2, 2 and 4 come from algebra, not from measurements. */
const isCombinatorial = (value: number) => Number.isInteger(value) && Math.abs(value) <= 12;

function numeratorNumbers(expression: Expression): NumberLiteral[] {
  switch (expression.$type) {
    case 'NumberLiteral':
      return expression.units.length === 0 && !expression.percent ? [expression] : [];
    case 'Group':
      return numeratorNumbers(expression.inner);
    case 'Sign':
      return numeratorNumbers(expression.operand);
    case 'Summation':
      return numeratorNumbers(expression.body);
    case 'Binary': {
      const operation = arithmeticOf(expression);
      if (operation === 'divide') return numeratorNumbers(expression.left);
      return operation === 'power' ? [] : [...numeratorNumbers(expression.left), ...numeratorNumbers(expression.right)];
    }
    default:
      return [];
  }
}
