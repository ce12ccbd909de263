import type { Ansatz, Definition, File, Train } from '../../generated/ast.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { sourceText } from '../../semantics/source-text.ts';
import { membersNamed, psiOf } from '../../semantics/templates.ts';
import { lineBreakOf } from '../../text/line-break.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { type Fix, insertionBefore, replacement } from '../fix.ts';
import { shortNumber } from './numbers.ts';
import { type Meeting, meetingsOf, singularityAt } from './probe/coalescence.ts';
import type { ProbeSystem } from './probe/system.ts';
import { NoValue } from './probe/vectors.ts';
import { isAntisymmetric } from './statistics.ts';
import { usesIn } from './uses.ts';
import { mayHaveCusp } from './wave-function/cusps.ts';

/** A place where the potential diverges like strength/r. */
interface Pole {
  readonly what: Meeting['what'];
  readonly words: Phrase;
  /** ψ′/ψ there. */
  readonly slope: number;
}

/**
 * Where a potential diverges like g/r, the local energy stays finite only if ψ has the slope that makes the kinetic energy
 * diverge against it: −a∇²ψ + (g/r)ψ is finite for ψ′/ψ = g/(a(D−1)) at r = 0 (Kato, Comm. Pure Appl. Math. 10, 151 (1957)).
 */
export function checkCusps(file: File, report: Report): void {
  for (const { system, trains } of usesIn(file)) {
    const poles = system && trains.length > 0 ? polesOf(system) : [];
    for (const train of trains) {
      const ansatz = train.ansatz?.template?.ref;
      const psi = ansatz && psiOf(ansatz);
      const pole = psi?.value && poles.find(({ what }) => !mayHaveCusp(psi.value, what));
      if (pole && ansatz && psi) reportPole(pole, ansatz, psi, train, report);
    }
  }
}

function reportPole({ what, words, slope }: Pole, ansatz: Ansatz, psi: Definition, train: Train, report: Report): void {
  const cure =
    what === 'pair'
      ? say`multiply by exp(J), with J = jastrow { cusps = exact } (its slope there is ${shortNumber(slope)} times psi, Kato 1957)`
      : say`multiply by a factor of the distance, or give |r| to the network too (its slope there is ${shortNumber(slope)} times psi, Kato 1957)`;
  report(
    catalogue.noCusp,
    { node: psi, property: 'value' },
    { ansatz: ansatz.name, where: words, cure },
    [[train.hamiltonian, say`the potential of this Hamiltonian diverges`]],
    what === 'pair' ? jastrowFix(ansatz, psi) : [],
  );
}

/** Adds a Jastrow factor, where its name is free. */
function jastrowFix(ansatz: Ansatz, psi: Definition): Fix[] {
  if ([...membersNamed(ansatz), ...ansatz.parameters].some(({ name }) => name === 'J')) return [];
  const edits = [
    ...insertionBefore(psi, `J = jastrow { cusps = exact }${lineBreakOf(psi.$cstNode?.root.fullText ?? '')}  `),
    ...replacement(psi, `exp(J) * (${sourceText(psi.value)})`, 'value'),
  ];
  return [{ title: say`Multiply psi by a Jastrow factor with exact cusps`, edits }];
}

function polesOf(system: ProbeSystem): Pole[] {
  try {
    return meetingsOf(system).flatMap((meeting): Pole[] => {
      const singularity = singularityAt(meeting, system);
      // On a line a pole needs a node, not a cusp; a node there already keeps polarised fermions apart.
      if (!singularity || meeting.dimension < 2 || Math.abs(singularity.power - 1) > 0.05) return [];
      if (meeting.what === 'pair' && isAntisymmetric(meeting.kinds, system)) return [];
      const pair = meeting.kinds.length === 2;
      const kinetic = meeting.kinds.reduce((sum, kind) => sum + system.kinetic(kind), 0);
      const slope = singularity.strength / (kinetic * (meeting.dimension - 1));
      return [{ what: pair ? 'pair' : meeting.what, words: meeting.words, slope }];
    });
  } catch (error) {
    if (error instanceof NoValue) return [];
    throw error;
  }
}
