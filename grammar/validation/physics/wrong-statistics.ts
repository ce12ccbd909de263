import { AstUtils } from 'langium';
import { type Ansatz, type Expression, type File, isCall, isParticles, type Particles } from '../../generated/ast.ts';
import { DET, PRODUCT } from '../../library/wave-functions.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import type { Lookup } from '../../semantics/evaluate.ts';
import { coordinatesOf } from '../../semantics/systems.ts';
import { psiOf } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { type Fix, fix, replacement } from '../fix.ts';
import { spinsOf } from './spins.ts';
import { statisticsOf } from './statistics.ts';
import { usesIn } from './uses.ts';
import { type Parity, parityOf, type Spin } from './wave-function/parity.ts';

const BEHAVIOUR: Readonly<Record<Exclude<Parity, 'open'>, Phrase>> = {
  even: say`stays the same`,
  odd: say`changes its sign`,
  mixed: say`neither stays the same nor changes its sign`,
};

/** ψ of fermions changes its sign when two of them change places, ψ of bosons does not. */
export function checkStatistics(file: File, report: Report): void {
  for (const { hamiltonian, lookup, trains } of usesIn(file)) {
    const [particles, ...others] = coordinatesOf(hamiltonian);
    if (!isParticles(particles) || others.length > 0) continue;
    for (const { ansatz } of trains) checkAnsatz(ansatz.template.ref, particles, lookup, report);
  }
}

function checkAnsatz(ansatz: Ansatz | undefined, particles: Particles, lookup: Lookup, report: Report): void {
  const psi = ansatz && psiOf(ansatz);
  if (!psi) return;
  const statistics = statisticsOf(particles);
  for (const { spin, count } of spinsOf(particles, lookup)) {
    if (count < 2) continue;
    const needed = statistics === 'bosons' ? 'even' : 'odd';
    const parity = parityOf(psi.value, spin ?? 'up');
    if (parity === 'open' || parity === needed) continue;
    const parameters = {
      ansatz: ansatz.name,
      symmetry: BEHAVIOUR[parity],
      particles: spin === undefined ? particles.name : say`${particles.name} of spin ${spin}`,
      statistics,
      hint: hintFor(needed, spin),
    };
    report(
      catalogue.wrongStatistics,
      { node: psi, property: 'value' },
      parameters,
      [[{ node: particles, property: 'name' }, say`‘${particles.name}’ are ${statistics}`]],
      exchangeParts(psi.value, needed),
    );
    return;
  }
}

function hintFor(needed: 'even' | 'odd', spin: Spin | undefined): Phrase {
  if (needed === 'even')
    return say`a product of orbitals stays the same: psi = product(orbitals(B) * gaussian_envelope(x))`;
  return spin === undefined
    ? say`a determinant changes its sign: psi = det(orbitals(B) * gaussian_envelope(x))`
    : say`a determinant for each spin changes its sign: det(orbitals(B, spin = up) * …) * det(orbitals(B, spin = down) * …)`;
}

/** Writes the other of the two ways to put orbitals together. */
function exchangeParts(psi: Expression, needed: 'even' | 'odd'): Fix[] {
  const [from, to] = needed === 'odd' ? [PRODUCT, DET] : [DET, PRODUCT];
  const calls = AstUtils.streamAst(psi)
    .filter(isCall)
    .filter(({ callee }) => callee.symbol.ref === from)
    .toArray();
  return fix(
    say`Write ${to.name} instead of ${from.name}`,
    calls.flatMap(({ callee }) => replacement(callee, to.name)),
  );
}
