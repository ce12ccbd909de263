import { AstUtils } from 'langium';
import { type Expression, type File, isSummation, type Summation } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { sourceText } from '../../semantics/source-text.ts';
import { countedBy, sameRange } from '../../semantics/sum-range.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { type Fix, fix, replacement } from '../fix.ts';
import { repeatableNumbers } from './probe/random.ts';
import type { Positions, ProbeSystem } from './probe/system.ts';
import { NoValue } from './probe/vectors.ts';
import { usesIn } from './uses.ts';

/** Whether a potential has a value: one that is infinite wherever the particles are, or undefined at some place, has none. */
export function checkUndefinedPotential(file: File, report: Report): void {
  for (const { system } of usesIn(file)) {
    if (system === undefined) continue;
    try {
      checkSystem(system, report);
    } catch (error) {
      // A network or a spin in the potential: numbers cannot decide.
      if (!(error instanceof NoValue)) throw error;
    }
  }
}

function checkSystem(system: ProbeSystem, report: Report): void {
  const points = pointsOf(system);
  const values = points.map((point) => system.potential(point));
  const undefinedAt = points.find((_, i) => Number.isNaN(values[i]));
  if (undefinedAt === undefined && values.some(Number.isFinite)) return;
  const culprit = termWithoutValue(system, undefinedAt ?? points[0]!);
  if (!culprit) return;
  const self = sumOverSelf(culprit);
  const place = self ?? culprit;
  const indices = self?.indices.map(({ name }) => name);
  const parameters = { term: sourceText(place), everywhere: undefinedAt === undefined, indices };
  report(catalogue.undefinedPotential, place, parameters, [], self ? eachPairOnce(self) : []);
}

const POINTS = 32;

/** Configurations in general position: no particle at the origin or where another one is. */
function pointsOf({ kinds, scale }: ProbeSystem): Positions[] {
  const random = repeatableNumbers(5);
  return Array.from({ length: POINTS }, () =>
    kinds.map(({ count, dimension }) =>
      Array.from({ length: count }, () => Array.from({ length: dimension }, () => 3 * scale * random())),
    ),
  );
}

function termWithoutValue(system: ProbeSystem, point: Positions): Expression | undefined {
  const terms = system.leaves.filter(({ kinetic }) => !kinetic).map(({ expression }) => expression);
  return terms.find(
    (term) => !Number.isFinite(system.potential(point, new Set(terms.filter((other) => other !== term)))),
  );
}

/** The sum in or around a term in which two indices count the same particles without an order, so that both may be the same one. */
function sumOverSelf(term: Expression): Summation | undefined {
  const around = AstUtils.getContainerOfType(term, isSummation);
  const sums = AstUtils.streamAst(term).filter(isSummation).toArray();
  return [...(around ? [around] : []), ...sums].find(({ indices, order }) => {
    if (indices.length !== 2 || order[0] !== ',') return false;
    const [first, second] = indices.map((index) => countedBy(index));
    return sameRange(first!, second!);
  });
}

function eachPairOnce(sum: Summation): Fix[] {
  const [first, second] = sum.indices.map(({ name }) => name);
  return fix(say`Count each pair once: sum(${first!}<${second!})`, replacement(sum, '<', 'order'));
}
