import { AstUtils } from 'langium';
import {
  type Ansatz,
  type Expression,
  type File,
  isCall,
  isFlag,
  isParticles,
  type Particles,
} from '../../generated/ast.ts';
import { DET, PRODUCT } from '../../library/wave-functions.ts';
import { evaluateNumber, type Lookup } from '../../semantics/evaluate.ts';
import { coordinatesOf } from '../../semantics/systems.ts';
import { psiOf } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import { type Report, silently } from '../finding.ts';
import { type Fix, fix, replacement } from '../fix.ts';
import { statisticsOf } from './statistics.ts';
import { usesIn } from './uses.ts';
import { type Parity, parityOf } from './wave-function/parity.ts';

const BEHAVIOUR: Readonly<Record<Exclude<Parity, 'open'>, string>> = {
  even: 'stays the same',
  odd: 'changes its sign',
  mixed: 'neither stays the same nor changes its sign',
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
  const needed = neededParity(particles, lookup);
  const parity = parityOf(psi.value);
  if (needed === undefined || parity === 'open' || parity === needed) return;
  const statistics = statisticsOf(particles);
  const parameters = {
    ansatz: ansatz.name,
    symmetry: BEHAVIOUR[parity],
    particles: particles.name,
    statistics,
    hint:
      needed === 'odd'
        ? 'a determinant changes its sign: psi = det(orbitals(B) * gaussian_envelope(x))'
        : 'a product of orbitals stays the same: psi = product(orbitals(B) * gaussian_envelope(x))',
  };
  report(
    catalogue.wrongStatistics,
    { node: psi, property: 'value' },
    parameters,
    [[{ node: particles, property: 'name' }, `‘${particles.name}’ are ${statistics}`]],
    exchangeParts(psi.value, needed),
  );
}

/** What the spatial wave function must do; undefined where spins leave it open. */
function neededParity(particles: Particles, lookup: Lookup): 'even' | 'odd' | undefined {
  const count = evaluateNumber(particles.count, { lookup, report: silently });
  const statistics = statisticsOf(particles);
  if (count === undefined || count < 2 || statistics === 'distinguishable') return undefined;
  if (statistics === 'bosons') return 'even';
  // A spin of its own for each particle, or so few of each spin that no two are alike: the spins may be antisymmetric.
  if (particles.flags.some(isFlag)) return undefined;
  const up = particles.settings.find(({ key }) => key === 'up');
  if (up === undefined) return 'odd';
  const ups = evaluateNumber(up.value, { lookup, report: silently });
  return ups !== undefined && Math.max(ups, count - ups) >= 2 ? 'odd' : undefined;
}

/** Writes the other of the two ways to put orbitals together. */
function exchangeParts(psi: Expression, needed: 'even' | 'odd'): Fix[] {
  const [from, to] = needed === 'odd' ? [PRODUCT, DET] : [DET, PRODUCT];
  const calls = AstUtils.streamAst(psi)
    .filter(isCall)
    .filter(({ callee }) => callee.symbol.ref === from)
    .toArray();
  return fix(
    `write ${to.name} instead of ${from.name}`,
    calls.flatMap(({ callee }) => replacement(callee, to.name)),
  );
}
