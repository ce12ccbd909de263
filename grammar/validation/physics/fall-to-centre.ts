import type { File } from '../../generated/ast.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { shortNumber } from './numbers.ts';
import { meetingsOf, type Singularity, singularityAt } from './probe/coalescence.ts';
import type { ProbeSystem } from './probe/system.ts';
import { NoValue } from './probe/vectors.ts';
import { isAntisymmetric } from './statistics.ts';
import { usesIn } from './uses.ts';

/**
 * Attraction that beats the kinetic energy at short distance.
 *
 * In a ball of radius ε the kinetic energy −a∇² costs about a/ε², so attraction steeper than 1/r² wins, and −g/r² wins for
 * g > a·(l + (D−2)/2)², the constant of Hardy's inequality, with l = 0, or l = 1 where the exchange of the two changes
 * the sign of ψ (Landau & Lifshitz, Quantum Mechanics, §35; Frank, Lieb & Seiringer, J. Amer. Math. Soc. 21, 925 (2008)). On a
 * line already −g/|x| has ⟨V⟩ = −∞ for every ψ that does not vanish at 0 (Loudon, Am. J. Phys. 27, 649 (1959)).
 */
export function checkFallToCentre(file: File, report: Report): void {
  for (const { system } of usesIn(file)) if (system) checkSystem(system, report);
}

function checkSystem(system: ProbeSystem, report: Report): void {
  try {
    for (const meeting of meetingsOf(system)) {
      const singularity = singularityAt(meeting, system);
      const why = singularity && fate(singularity, system);
      if (singularity === undefined || why === undefined) continue;
      const { strength, power } = singularity;
      const parameters = { where: meeting.words, power: `${shortNumber(strength)}/r^${shortNumber(power)}`, why };
      report(catalogue.unboundedNear, { node: system.energy, property: 'value' }, parameters);
      return;
    }
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
  }
}

/** Why the energy has no lower bound at a singularity; undefined where it has one. */
function fate({ meeting, power, strength }: Singularity, system: ProbeSystem): Phrase | undefined {
  if (strength >= 0) return undefined;
  const { dimension } = meeting;
  const antisymmetric = meeting.what === 'pair' && isAntisymmetric(meeting.kinds, system);
  if (power > 2.01) return say`that is steeper than the 1/r² of the kinetic energy`;
  if (dimension === 1 && power > 0.98 && power < 1.98 && !antisymmetric)
    return say`on a line that is too steep for any state that does not vanish there`;
  if (power < 1.99) return undefined;
  const kinetic = meeting.kinds.length === 1 ? system.kinetic(meeting.kinds[0]!) : sum(meeting.kinds, system);
  const critical = kinetic * ((antisymmetric ? 1 : 0) + (dimension - 2) / 2) ** 2;
  if (-strength <= critical * (1 + 1e-6)) return undefined;
  return say`beyond ${shortNumber(critical)}/r² the kinetic energy cannot hold it`;
}

/** −∇² of the relative coordinate has the sum of the two coefficients. */
const sum = (kinds: readonly number[], system: ProbeSystem) =>
  kinds.reduce((total, kind) => total + system.kinetic(kind), 0);
