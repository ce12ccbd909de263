import { type Definition, type Expression, isReference } from '../generated/ast.ts';
import { COULOMB, KINETIC } from '../library/energies.ts';
import { say } from '../localization/phrase.ts';
import { energyNamed } from '../semantics/energies/written-out.ts';
import { arithmeticOf } from '../semantics/operators.ts';
import { ungrouped } from '../semantics/particle.ts';
import { summandsOf } from '../semantics/terms.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';
import { type Fix, fix, removalOfSummand } from './fix.ts';

/** `coulomb` and `kinetic` are the kinetic energy of all particles already; a second one beside them changes every mass. */
export function checkDoubledKinetic(energy: Definition, report: Report): void {
  const terms = addends(energy.value);
  const whole = named(terms, COULOMB.name) ?? named(terms, KINETIC.name);
  const name = whole && energyNamed(whole)?.name;
  if (!whole || name === undefined) return;
  for (const term of terms)
    if (ungrouped(term) !== whole && summandsOf(term).some(({ kinetic }) => kinetic))
      report(catalogue.doubledKinetic, term, { name }, [[whole, say`‘${name}’ stands here`]], withoutTerm(term));
}

const named = (terms: readonly Expression[], name: string) =>
  terms
    .map(ungrouped)
    .filter(isReference)
    .find((term) => energyNamed(term)?.name === name);

const withoutTerm = (term: Expression): Fix[] => fix(say`Leave this term out`, removalOfSummand(term));

/** What H adds up, as it is written. */
function addends(expression: Expression): Expression[] {
  if (expression.$type === 'Group') {
    const inside = addends(expression.inner);
    return inside.length > 1 ? inside : [expression];
  }
  const operation = expression.$type === 'Binary' ? arithmeticOf(expression) : undefined;
  if (expression.$type !== 'Binary' || (operation !== 'add' && operation !== 'subtract')) return [expression];
  return [...addends(expression.left), ...addends(expression.right)];
}
