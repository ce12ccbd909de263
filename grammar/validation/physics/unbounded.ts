import type { Expression, File } from '../../generated/ast.ts';
import { sourceText } from '../../semantics/source-text.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { shortNumber } from './numbers.ts';
import { along, fallsForever, profilesOf, type Ray } from './probe/rays.ts';
import type { ProbeSystem } from './probe/system.ts';
import { NoValue } from './probe/vectors.ts';
import { usesIn } from './uses.ts';

/** A potential that falls without end along some straight line has no ground state: −x⁴, −x, a field without a wall. */
export function checkUnbounded(file: File, report: Report): void {
  for (const { system } of usesIn(file)) if (system) checkSystem(system, report);
}

function checkSystem(system: ProbeSystem, report: Report): void {
  try {
    for (const { ray, values } of profilesOf(system)) {
      if (!fallsForever(values)) continue;
      const culprit = lowestTerm(system, ray, values);
      report(catalogue.unboundedFar, culprit, {
        way: ray.words,
        distance: shortNumber(system.scale * 2 ** (values.length - 1)),
        value: shortNumber(values.at(-1)!),
        term: sourceText(culprit),
      });
      return;
    }
  } catch (error) {
    // A network or a spin in the potential: numbers cannot decide.
    if (!(error instanceof NoValue)) throw error;
  }
}

/** The summand that is the most negative at the end of the ray. */
function lowestTerm(system: ProbeSystem, ray: Ray, values: readonly number[]): Expression {
  // At the end some summands may be infinite; where all still are finite, the same one leads.
  const distance = system.scale * 2 ** Math.min(values.length - 1, 20);
  const positions = along(ray, distance);
  const potentials = system.leaves.filter(({ kinetic }) => !kinetic).map(({ expression }) => expression);
  const alone = (one: Expression) => system.potential(positions, new Set(potentials.filter((other) => other !== one)));
  return potentials.reduce((lowest, one) => (alone(one) < alone(lowest) ? one : lowest));
}
